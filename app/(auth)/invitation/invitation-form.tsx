'use client';

import { useState } from 'react';
import { AuthForm } from '@/app/(auth)/_components/auth-form';
import { TextLink } from '@/app/(auth)/_components/text-link';
import { acceptInvitationAction } from '@/app/(auth)/invitation/actions';
import { useActionForm } from '@/components/forms/use-action-form';
import { Alert } from '@/components/ui/alert';

interface InvitationFormProps {
  token: string;
  /** The page to switch accounts on. */
  switchPage: string;
}

/** The button that accepts an invitation. */
export function InvitationForm({ token, switchPage }: InvitationFormProps) {
  const [isForOther, setForOther] = useState(false);
  const { form, state } = useActionForm({
    schema: async () => (await import('@/lib/domain/users/schema')).linkSchema,
    values: { token },
    submit: acceptInvitationAction,
    onDone: () => window.location.assign('/settings/members'),
    onRefused({ code }) {
      if (code === 'FORBIDDEN') setForOther(true);
      return code === 'FORBIDDEN';
    },
  });
  if (isForOther) {
    return (
      <Alert tone="warning" role="alert" title="This invitation is for another address">
        <TextLink href={switchPage}>Use another account</TextLink> to accept it.
      </Alert>
    );
  }
  return (
    <AuthForm
      action="Join workspace"
      {...state}
      refusal={state.refusal ?? form.formState.errors.token?.message}
    />
  );
}
