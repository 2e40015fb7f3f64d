'use client';

import { useState } from 'react';
import { AuthForm } from '@/app/(auth)/_components/auth-form';
import { TextLink } from '@/app/(auth)/_components/text-link';
import { useActionForm } from '@/components/forms/use-action-form';
import { Alert } from '@/components/ui/alert';
import type { Result } from '@/lib/errors';

interface ConfirmAddressFormProps {
  token: string;
  /** The action that the link is for. Refuses with FORBIDDEN if the link is for another account. */
  confirm(input: { token: string }): Promise<Result<{ email: string }>>;
  /** Shown after the confirmed address. */
  outcome: string;
  /** The page to switch accounts on. */
  switchPage: string;
}

/** Confirms the email address that a link was sent to. */
export function ConfirmAddressForm({ token, confirm, outcome, switchPage }: ConfirmAddressFormProps) {
  const [confirmed, setConfirmed] = useState<string>();
  const [isForOther, setForOther] = useState(false);
  const { form, state } = useActionForm({
    schema: async () => (await import('@/lib/domain/users/schema')).linkSchema,
    values: { token },
    submit: confirm,
    onDone: ({ email }) => setConfirmed(email),
    onRefused({ code }) {
      if (code === 'FORBIDDEN') setForOther(true);
      return code === 'FORBIDDEN';
    },
  });

  if (confirmed) {
    return (
      <Alert tone="success" role="status" title="Your email address is confirmed">
        {`${confirmed} is confirmed. ${outcome}`}
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
