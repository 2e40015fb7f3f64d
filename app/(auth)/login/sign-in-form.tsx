'use client';

import { useState } from 'react';
import { AuthForm } from '@/app/(auth)/_components/auth-form';
import { postCredentials } from '@/app/(auth)/_components/post-credentials';
import { TextLink } from '@/app/(auth)/_components/text-link';
import { CodeField } from '@/app/(auth)/login/code-field';
import { useActionForm } from '@/components/forms/use-action-form';
import { atCodeField } from '@/components/second-factor/wrong-code';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { PasswordInput } from '@/components/ui/password-input';
import { signInSchema } from '@/lib/domain/users/schema';
import { withReturnPath } from '@/lib/return-path';

interface SignInFormProps {
  /** The page that the guest asked for. */
  next: string | undefined;
}

/** Asks for email address and password, then for a code if the account has a second factor. */
export function SignInForm({ next }: SignInFormProps) {
  const [asksCode, setAsksCode] = useState(false);
  const [done, setDone] = useState(false);
  const { form, state } = useActionForm({
    schema: signInSchema,
    fields: ['email', 'password', 'code'],
    submit: async (values) => atCodeField(await postCredentials(values)),
    onDone() {
      setDone(true);
      // The server knows the pages of the account that signed in.
      window.location.assign(withReturnPath('/login', next));
    },
    /** A correct password can require a second factor. */
    onRefused({ code }) {
      if (code === 'SECOND_FACTOR_REQUIRED') setAsksCode(true);
      return code === 'SECOND_FACTOR_REQUIRED';
    },
  });
  const { errors } = form.formState;

  function goBack() {
    form.resetField('code');
    form.clearErrors();
    setAsksCode(false);
  }

  return (
    <div className="space-y-4">
      <AuthForm action={asksCode ? 'Verify' : 'Sign in'} {...state} pending={state.pending || done}>
        {asksCode ? (
          <CodeField
            email={form.getValues('email')}
            error={errors.code?.message}
            field={form.register('code')}
          />
        ) : (
          <>
            <Field label="Email" error={errors.email?.message}>
              <Input type="email" autoComplete="username" {...form.register('email')} />
            </Field>
            <Field label="Password" error={errors.password?.message}>
              <PasswordInput autoComplete="current-password" {...form.register('password')} />
            </Field>
          </>
        )}
      </AuthForm>
      <p className="text-center">
        {asksCode ? (
          <Button variant="link" size="inline" onClick={goBack}>
            Back
          </Button>
        ) : (
          <TextLink href="/forgot-password">Forgot your password?</TextLink>
        )}
      </p>
    </div>
  );
}
