'use client';

import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { SubmitButton } from '@/app/(auth)/_components/submit-button';
import { submitWith } from '@/app/(auth)/_components/submit-with';
import { verifyEmailAction } from '@/app/(auth)/actions';
import { RefusalAlert } from '@/components/refusal-alert';
import { schemaResolver } from '@/components/schema-resolver';
import { Alert } from '@/components/ui/alert';
import { type VerifyEmailInput, verifyEmailSchema } from '@/lib/domain/users/schema';

export function VerifyEmailForm({ token }: { token: string }) {
  const form = useForm<VerifyEmailInput>({
    resolver: schemaResolver(verifyEmailSchema),
    defaultValues: { token },
  });
  const { errors, isSubmitting } = form.formState;
  const [confirmed, setConfirmed] = useState<string>();
  if (confirmed) {
    return (
      <Alert tone="success" role="status" title="Your e-mail address is confirmed">
        {`${confirmed} is confirmed. You can create live keys now.`}
      </Alert>
    );
  }
  return (
    <form
      method="post"
      noValidate
      className="space-y-4"
      onSubmit={submitWith(form, verifyEmailAction, ({ email }) => setConfirmed(email))}
    >
      <RefusalAlert message={errors.root?.message ?? errors.token?.message} />
      <SubmitButton pending={isSubmitting}>Confirm email</SubmitButton>
    </form>
  );
}
