'use client';

import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { SubmitButton } from '@/app/(auth)/_components/submit-button';
import { submitWith } from '@/app/(auth)/_components/submit-with';
import { TextLink } from '@/app/(auth)/_components/text-link';
import { resetPasswordAction } from '@/app/(auth)/actions';
import { UnprovenAccount } from '@/app/(auth)/reset-password/unverified-account';
import { RefusalAlert } from '@/components/forms/refusal-alert';
import { schemaResolver } from '@/components/forms/schema-resolver';
import { Alert } from '@/components/ui/alert';
import { Field } from '@/components/ui/field';
import { PasswordInput } from '@/components/ui/password-input';
import { PASSWORD_MIN } from '@/lib/domain/passwords/schema';
import type { PasswordReset } from '@/lib/domain/users/read-password-reset';
import { type ResetPasswordInput, resetPasswordSchema } from '@/lib/domain/users/schema';

interface ResetPasswordFormProps {
  token: string;
  /** Null when the link does not work, or not any more: the page loads anew once it was used. */
  reset: PasswordReset | null;
}

export function ResetPasswordForm({ token, reset }: ResetPasswordFormProps) {
  const form = useForm<ResetPasswordInput>({
    resolver: schemaResolver(resetPasswordSchema),
    defaultValues: { token },
  });
  const { errors, isSubmitting } = form.formState;
  const [done, setDone] = useState(false);
  if (done) {
    return (
      <Alert tone="success" role="status" title="Your new password is set">
        <TextLink href="/login">Sign in</TextLink> with it.
      </Alert>
    );
  }
  if (!reset)
    return <Alert tone="danger">This link was used already or has expired. Ask for a new one.</Alert>;
  return (
    <form
      method="post"
      noValidate
      className="space-y-4"
      onSubmit={submitWith(form, resetPasswordAction, () => setDone(true))}
    >
      <RefusalAlert message={errors.root?.message ?? errors.token?.message} />
      {!reset.proven && <UnprovenAccount form={form} accounts={reset.accounts} />}
      <Field
        label="New password"
        hint={`At least ${PASSWORD_MIN} characters. A short sentence is easy to remember.`}
        error={errors.password?.message}
      >
        <PasswordInput autoComplete="new-password" {...form.register('password')} />
      </Field>
      <SubmitButton pending={isSubmitting}>Set new password</SubmitButton>
    </form>
  );
}
