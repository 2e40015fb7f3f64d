'use client';

import { useState } from 'react';
import { AuthForm } from '@/app/(auth)/_components/auth-form';
import { TextLink } from '@/app/(auth)/_components/text-link';
import { resetPasswordAction } from '@/app/(auth)/actions';
import { UnverifiedAccount } from '@/app/(auth)/reset-password/unverified-account';
import { useActionForm } from '@/components/forms/use-action-form';
import { Alert } from '@/components/ui/alert';
import { Field } from '@/components/ui/field';
import { PasswordInput } from '@/components/ui/password-input';
import { PASSWORD_MIN } from '@/lib/domain/passwords/password-min';
import type { PasswordReset } from '@/lib/domain/users/read-password-reset';

interface ResetPasswordFormProps {
  token: string;
  /** Null if the link does not work. The page loads again after the link was used. */
  reset: PasswordReset | null;
}

export function ResetPasswordForm({ token, reset }: ResetPasswordFormProps) {
  const [done, setDone] = useState(false);
  const { form, state } = useActionForm({
    schema: async () => (await import('@/lib/domain/users/schema')).resetPasswordSchema,
    values: { token },
    fields: ['account', 'name', 'workspaceName', 'password'],
    submit: resetPasswordAction,
    onDone: () => setDone(true),
  });
  const { errors } = form.formState;
  if (done) {
    return (
      <Alert tone="success" role="status" title="Your new password is set">
        <TextLink href="/login">Sign in</TextLink> with it.
      </Alert>
    );
  }
  if (!reset) {
    return <Alert tone="danger">This link has expired or was already used. Request a new one.</Alert>;
  }
  return (
    <AuthForm action="Set new password" {...state} refusal={state.refusal ?? errors.token?.message}>
      {!reset.proven && <UnverifiedAccount form={form} accounts={reset.accounts} />}
      <Field
        label="New password"
        hint={`At least ${PASSWORD_MIN} characters. A short sentence is easy to remember.`}
        error={errors.password?.message}
      >
        <PasswordInput autoComplete="new-password" {...form.register('password')} />
      </Field>
    </AuthForm>
  );
}
