'use client';

import { useRouter } from 'next/navigation';
import { AuthForm } from '@/app/(auth)/_components/auth-form';
import { choosePasswordAction } from '@/app/(auth)/welcome/actions';
import { useActionForm } from '@/components/forms/use-action-form';
import { Field } from '@/components/ui/field';
import { PasswordInput } from '@/components/ui/password-input';
import { PASSWORD_MIN } from '@/lib/domain/passwords/password-min';

export function PasswordStep() {
  const router = useRouter();
  const { form, state } = useActionForm({
    schema: async () => (await import('@/lib/domain/staff/schema')).choosePasswordSchema,
    fields: ['password'],
    submit: choosePasswordAction,
    onDone: () => router.refresh(),
  });
  const { errors, isSubmitSuccessful } = form.formState;
  return (
    <AuthForm action="Set password" {...state} pending={state.pending || isSubmitSuccessful}>
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
