'use client';

import { useState } from 'react';
import { AuthForm } from '@/app/(auth)/_components/auth-form';
import { requestPasswordResetAction } from '@/app/(auth)/actions';
import { useActionForm } from '@/components/forms/use-action-form';
import { Alert } from '@/components/ui/alert';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';

export function ForgotPasswordForm() {
  const [sentTo, setSentTo] = useState<string>();
  const { form, state } = useActionForm({
    schema: async () => (await import('@/lib/domain/users/schema')).requestPasswordResetSchema,
    fields: ['email'],
    draft: 'forgot password',
    submit: requestPasswordResetAction,
    onDone: (_, { email }) => setSentTo(email),
  });
  if (sentTo) {
    return (
      <Alert tone="success" role="status" title="Check your email">
        {`We sent an email to ${sentTo}. Its link works once, for one hour.`}
      </Alert>
    );
  }
  return (
    <AuthForm action="Send reset link" {...state}>
      <Field label="Email" error={form.formState.errors.email?.message}>
        <Input type="email" autoComplete="username" {...form.register('email')} />
      </Field>
    </AuthForm>
  );
}
