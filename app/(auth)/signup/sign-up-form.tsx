'use client';

import { useForm } from 'react-hook-form';
import { postCredentials } from '@/app/(auth)/_components/post-credentials';
import { SubmitButton } from '@/app/(auth)/_components/submit-button';
import { submitWith } from '@/app/(auth)/_components/submit-with';
import { signUpAction } from '@/app/(auth)/actions';
import { RefusalAlert } from '@/components/forms/refusal-alert';
import { schemaResolver } from '@/components/forms/schema-resolver';
import { useDraft } from '@/components/outdated/use-draft';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { PasswordInput } from '@/components/ui/password-input';
import { PASSWORD_MIN } from '@/lib/domain/passwords/schema';
import { type SignUpInput, signUpSchema } from '@/lib/domain/users/schema';
import { type Result, refuse } from '@/lib/errors';
import { withReturnPath } from '@/lib/return-path';

/** Creates the account, then signs in with it. */
async function signUpAndIn(values: SignUpInput): Promise<Result<null>> {
  const signedUp = await signUpAction(values);
  if (!signedUp.ok) return signedUp;
  const signedIn = await postCredentials(values);
  if (signedIn.ok || signedIn.refusal.code !== 'SECOND_FACTOR_REQUIRED') return signedIn;
  return refuse('CONFLICT', 'You have an account already, with two-step verification. Sign in to it.');
}

export function SignUpForm({ next }: { next: string | undefined }) {
  const form = useForm<SignUpInput>({ resolver: schemaResolver(signUpSchema) });
  const { errors, isDirty, isSubmitting, isSubmitSuccessful } = form.formState;
  useDraft(form, { draft: 'sign up', fields: ['name', 'email', 'workspaceName'], isDirty });
  return (
    <form
      method="post"
      noValidate
      className="space-y-4"
      onSubmit={submitWith(form, signUpAndIn, () => window.location.assign(withReturnPath('/login', next)))}
    >
      <RefusalAlert message={errors.root?.message} />
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
        hint="Your company or project; colleagues see it."
        error={errors.workspaceName?.message}
      >
        <Input autoComplete="organization" {...form.register('workspaceName')} />
      </Field>
      <SubmitButton pending={isSubmitting || isSubmitSuccessful}>Create account</SubmitButton>
    </form>
  );
}
