'use client';

import { useState } from 'react';
import { AuthForm } from '@/app/(auth)/_components/auth-form';
import { TextLink } from '@/app/(auth)/_components/text-link';
import { verifyEmailAction } from '@/app/(auth)/verify-email/actions';
import { useActionForm } from '@/components/forms/use-action-form';
import { Alert } from '@/components/ui/alert';
import { linkSchema } from '@/lib/domain/users/schema';
import { say } from '@/lib/say';

interface VerifyEmailFormProps {
  token: string;
  /** The page to switch accounts on. */
  switchPage: string;
}

export function VerifyEmailForm({ token, switchPage }: VerifyEmailFormProps) {
  const [confirmed, setConfirmed] = useState<string>();
  const [isForOther, setForOther] = useState(false);
  const { form, state } = useActionForm({
    schema: linkSchema,
    values: { token },
    submit: verifyEmailAction,
    onDone: ({ email }) => setConfirmed(email),
    onRefused({ code }) {
      if (code === 'FORBIDDEN') setForOther(true);
      return code === 'FORBIDDEN';
    },
  });

  if (confirmed) {
    return (
      <Alert tone="success" role="status" title="Your email address is confirmed">
        {say`${confirmed} is confirmed. You can create live keys now.`}
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
    <AuthForm
      action="Confirm email"
      {...state}
      refusal={state.refusal ?? form.formState.errors.token?.message}
    />
  );
}
