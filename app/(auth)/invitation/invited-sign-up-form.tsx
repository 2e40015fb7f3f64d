'use client';

import { AuthForm } from '@/app/(auth)/_components/auth-form';
import { signUpInvitedAction } from '@/app/(auth)/actions';
import { useActionForm } from '@/components/forms/use-action-form';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { PasswordInput } from '@/components/ui/password-input';
import type { SignUpInvitedInput } from '@/lib/domain/invitations/schema';
import { PASSWORD_MIN } from '@/lib/domain/passwords/password-min';
import type { Result } from '@/lib/errors';

const fetchRequest = () => import('@/app/(auth)/_components/post-credentials');

async function fetchSchema() {
  const [{ signUpInvitedSchema }] = await Promise.all([
    import('@/lib/domain/invitations/schema'),
    fetchRequest(),
  ]);
  return signUpInvitedSchema;
}

/** Creates the account, then signs in with it. */
async function signUpAndIn(values: SignUpInvitedInput): Promise<Result<null>> {
  const signedUp = await signUpInvitedAction(values);
  if (!signedUp.ok) return signedUp;
  const { postCredentials } = await fetchRequest();
  return postCredentials({ email: signedUp.value.email, password: values.password });
}

interface InvitedSignUpFormProps {
  token: string;
  /** The address that the invitation was sent to. */
  email: string;
}

/** The account of an invited person, who joins the workspace with it. */
export function InvitedSignUpForm({ token, email }: InvitedSignUpFormProps) {
  const { form, state } = useActionForm({
    schema: fetchSchema,
    values: { token },
    fields: ['name', 'password'],
    draft: 'invited sign up',
    notInDraft: ['password', 'token'],
    submit: signUpAndIn,
    onDone: () => window.location.assign('/login'),
  });
  const { errors, isSubmitSuccessful } = form.formState;
  return (
    <AuthForm
      action="Create account and join"
      {...state}
      pending={state.pending || isSubmitSuccessful}
      refusal={state.refusal ?? errors.token?.message}
    >
      <Field label="Email" hint="The invitation is for this address.">
        <Input type="email" autoComplete="username" readOnly value={email} />
      </Field>
      <Field label="Name" error={errors.name?.message}>
        <Input autoComplete="name" {...form.register('name')} />
      </Field>
      <Field
        label="Password"
        hint={`At least ${PASSWORD_MIN} characters. A short sentence is easy to remember.`}
        error={errors.password?.message}
      >
        <PasswordInput autoComplete="new-password" {...form.register('password')} />
      </Field>
    </AuthForm>
  );
}
