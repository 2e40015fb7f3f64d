'use client';

import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { SubmitButton } from '@/app/(auth)/_components/submit-button';
import { submitWith } from '@/app/(auth)/_components/submit-with';
import { requestPasswordResetAction } from '@/app/(auth)/actions';
import { RefusalAlert } from '@/components/forms/refusal-alert';
import { schemaResolver } from '@/components/forms/schema-resolver';
import { useDraft } from '@/components/outdated/use-draft';
import { Alert } from '@/components/ui/alert';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { type RequestPasswordResetInput, requestPasswordResetSchema } from '@/lib/domain/users/schema';

export function ForgotPasswordForm() {
  const form = useForm<RequestPasswordResetInput>({ resolver: schemaResolver(requestPasswordResetSchema) });
  const { errors, isDirty, isSubmitting } = form.formState;
  useDraft(form, { draft: 'forgot password', fields: ['email'], isDirty });
  const [sentTo, setSentTo] = useState<string>();
  if (sentTo) {
    return (
      <Alert tone="success" role="status" title="Check your email">
        {`We sent an email to ${sentTo}. Its link works once, for one hour.`}
      </Alert>
    );
  }
  return (
    <form
      method="post"
      noValidate
      className="space-y-4"
      onSubmit={submitWith(form, requestPasswordResetAction, (_, { email }) => setSentTo(email))}
    >
      <RefusalAlert message={errors.root?.message} />
      <Field label="Email" error={errors.email?.message}>
        <Input type="email" autoComplete="username" {...form.register('email')} />
      </Field>
      <SubmitButton pending={isSubmitting}>Send reset link</SubmitButton>
    </form>
  );
}
