'use client';

import { AuthForm } from '@/app/(auth)/_components/auth-form';
import { useActionForm } from '@/components/forms/use-action-form';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { PasswordInput } from '@/components/ui/password-input';
import { PASSWORD_MIN } from '@/lib/domain/passwords/password-min';
import type { SignUpInput } from '@/lib/domain/users/schema';
import { type Result, refuse } from '@/lib/errors';
import { withReturnPath } from '@/lib/return-path';

const fetchRequest = () => import('@/app/(auth)/_components/post-credentials');

async function fetchSchema() {
  const [{ signUpSchema }] = await Promise.all([import('@/lib/domain/users/schema'), fetchRequest()]);
  return signUpSchema;
}

/** Creates the account and signs in to it. Whoever has an account with the same password signs in to that one. */
async function signUp(values: SignUpInput): Promise<Result<null>> {
  const { postCredentials, postSignUp } = await fetchRequest();
  const signedUp = await postSignUp(values);
  if (signedUp.ok || signedUp.refusal.code !== 'CONFLICT') return signedUp;
  const signedIn = await postCredentials(values);
  if (signedIn.ok || signedIn.refusal.code !== 'SECOND_FACTOR_REQUIRED') return signedIn;
  return refuse('CONFLICT', 'You already have an account with two-step verification. Sign in to it.');
}

/** @param next the page to open after sign-up */
export function SignUpForm({ next }: { next: string | undefined }) {
  const { form, state } = useActionForm({
    schema: fetchSchema,
    fields: ['name', 'email', 'password', 'workspaceName'],
    draft: 'sign up',
    notInDraft: ['password'],
    submit: signUp,
    onDone: () => window.location.assign(withReturnPath('/login', next)),
  });
  const { errors, isSubmitSuccessful } = form.formState;
  return (
    <AuthForm action="Create account" {...state} pending={state.pending || isSubmitSuccessful}>
      <Field label="Name" error={errors.name?.message}>
        <Input autoComplete="name" {...form.register('name')} />
      </Field>
      <Field label="Email" error={errors.email?.message}>
        <Input type="email" autoComplete="username" {...form.register('email')} />
      </Field>
      <Field
        label="Password"
        hint={`At least ${PASSWORD_MIN} characters. A short sentence is easy to remember.`}
        error={errors.password?.message}
      >
        <PasswordInput autoComplete="new-password" {...form.register('password')} />
      </Field>
      <Field
        label="Workspace name"
        hint="Your company or project. Your colleagues see it."
        error={errors.workspaceName?.message}
      >
        <Input autoComplete="organization" {...form.register('workspaceName')} />
      </Field>
    </AuthForm>
  );
}
