'use client';

import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { postCredentials } from '@/app/(auth)/_components/post-credentials';
import { SubmitButton } from '@/app/(auth)/_components/submit-button';
import { submitWith } from '@/app/(auth)/_components/submit-with';
import { TextLink } from '@/app/(auth)/_components/text-link';
import { CodeField } from '@/app/(auth)/login/code-field';
import { RefusalAlert } from '@/components/forms/refusal-alert';
import { schemaResolver } from '@/components/forms/schema-resolver';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { PasswordInput } from '@/components/ui/password-input';
import { type SignInInput, signInSchema } from '@/lib/domain/users/schema';
import { type Refusal, refuse } from '@/lib/errors';
import { withReturnPath } from '@/lib/return-path';

interface SignInFormProps {
  /** The page that was asked for before. */
  next: string | undefined;
}

/** E-mail address and password, and then the code of who has a second factor; what was typed stays. */
export function SignInForm({ next }: SignInFormProps) {
  const form = useForm<SignInInput>({ resolver: schemaResolver(signInSchema) });
  const { errors, isSubmitting } = form.formState;
  const [asksCode, setAsksCode] = useState(false);
  const [done, setDone] = useState(false);

  async function send(values: SignInInput) {
    const result = await postCredentials(values);
    if (result.ok || result.refusal.code !== 'WRONG_CODE') return result;
    const { message } = result.refusal;
    return refuse('INVALID_REQUEST', message, { fields: { code: message } });
  }

  function goOn() {
    setDone(true);
    // The server knows which pages are for whoever has signed in.
    window.location.assign(withReturnPath('/login', next));
  }

  /** A right password may ask for a code. */
  function takeStep({ code }: Refusal): boolean {
    if (code === 'SECOND_FACTOR_REQUIRED') setAsksCode(true);
    return code === 'SECOND_FACTOR_REQUIRED';
  }

  function goBack() {
    form.resetField('code');
    form.clearErrors();
    setAsksCode(false);
  }

  return (
    <form method="post" noValidate className="space-y-4" onSubmit={submitWith(form, send, goOn, takeStep)}>
      <RefusalAlert message={errors.root?.message} />
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
      <SubmitButton pending={isSubmitting || done}>{asksCode ? 'Verify' : 'Sign in'}</SubmitButton>
      <p className="text-center">
        {asksCode ? (
          <Button variant="link" size="inline" onClick={goBack}>
            Back
          </Button>
        ) : (
          <TextLink href="/forgot-password">Forgot your password?</TextLink>
        )}
      </p>
    </form>
  );
}
