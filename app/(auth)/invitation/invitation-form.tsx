'use client';

import { AuthForm } from '@/app/(auth)/_components/auth-form';
import { acceptInvitationAction } from '@/app/(auth)/invitation/actions';
import { useActionForm } from '@/components/forms/use-action-form';

/** The button that accepts an invitation. */
export function InvitationForm({ token }: { token: string }) {
  const { form, state } = useActionForm({
    schema: async () => (await import('@/lib/domain/users/schema')).linkSchema,
    values: { token },
    submit: acceptInvitationAction,
    onDone: () => window.location.assign('/settings/members'),
  });
  return (
    <AuthForm
      action="Join workspace"
      {...state}
      refusal={state.refusal ?? form.formState.errors.token?.message}
    />
  );
}
