'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { postCredentials } from '@/app/(auth)/_components/post-credentials';
import { RefusalAlert } from '@/app/(auth)/_components/refusal-alert';
import { SubmitButton } from '@/app/(auth)/_components/submit-button';
import { submitWith } from '@/app/(auth)/_components/submit-with';
import { TextLink } from '@/app/(auth)/_components/text-link';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { PasswordInput } from '@/components/ui/password-input';
import { type SignInInput, signInSchema } from '@/lib/domain/users/schema';

export function SignInForm() {
  const form = useForm<SignInInput>({ resolver: zodResolver(signInSchema) });
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState;
  return (
    <form
      method="post"
      noValidate
      className="space-y-4"
      onSubmit={submitWith(form, postCredentials, () => window.location.assign('/settings/api-keys'))}
    >
      <RefusalAlert message={errors.root?.message} />
      <Field label="Email" error={errors.email?.message}>
        <Input type="email" autoComplete="username" {...form.register('email')} />
      </Field>
      <Field label="Password" error={errors.password?.message}>
        <PasswordInput autoComplete="current-password" {...form.register('password')} />
      </Field>
      <SubmitButton pending={isSubmitting || isSubmitSuccessful}>Sign in</SubmitButton>
      <p className="text-center">
        <TextLink href="/forgot-password">Forgot your password?</TextLink>
      </p>
    </form>
  );
}
