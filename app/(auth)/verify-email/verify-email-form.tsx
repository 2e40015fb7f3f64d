'use client';

import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { SubmitButton } from '@/app/(auth)/_components/submit-button';
import { submitWith } from '@/app/(auth)/_components/submit-with';
import { TextLink } from '@/app/(auth)/_components/text-link';
import { verifyEmailAction } from '@/app/(auth)/verify-email/actions';
import { RefusalAlert } from '@/components/forms/refusal-alert';
import { schemaResolver } from '@/components/forms/schema-resolver';
import { Alert } from '@/components/ui/alert';
import { type LinkInput, linkSchema } from '@/lib/domain/users/schema';
import type { Refusal } from '@/lib/errors';

interface VerifyEmailFormProps {
  token: string;
  /** Where one changes the account. */
  switchPage: string;
}

export function VerifyEmailForm({ token, switchPage }: VerifyEmailFormProps) {
  const form = useForm<LinkInput>({
    resolver: schemaResolver(linkSchema),
    defaultValues: { token },
  });
  const { errors, isSubmitting } = form.formState;
  const [confirmed, setConfirmed] = useState<string>();
  const [isForOther, setForOther] = useState(false);

  function takeStep({ code }: Refusal): boolean {
    if (code === 'FORBIDDEN') setForOther(true);
    return code === 'FORBIDDEN';
  }

  if (confirmed) {
    return (
      <Alert tone="success" role="status" title="Your e-mail address is confirmed">
        {`${confirmed} is confirmed. You can create live keys now.`}
      </Alert>
    );
  }
  if (isForOther) {
    return (
      <Alert tone="warning" role="alert" title="This link is for another account">
        <TextLink href={switchPage}>Use another account</TextLink> to confirm its address.
      </Alert>
    );
  }
  return (
    <form
      method="post"
      noValidate
      className="space-y-4"
      onSubmit={submitWith(form, verifyEmailAction, ({ email }) => setConfirmed(email), takeStep)}
    >
      <RefusalAlert message={errors.root?.message ?? errors.token?.message} />
      <SubmitButton pending={isSubmitting}>Confirm email</SubmitButton>
    </form>
  );
}
