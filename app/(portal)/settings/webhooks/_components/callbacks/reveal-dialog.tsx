import type { CallbackDialogProps } from '@/app/(portal)/settings/webhooks/_components/callbacks/callback-dialog-props';
import { useRevealSecret } from '@/app/(portal)/settings/webhooks/_components/shown-secret/use-reveal-secret';
import { revealCallbackSecretAction } from '@/app/(portal)/settings/webhooks/actions';
import { PasswordDialog } from '@/components/forms/password-dialog';
import { useActionForm } from '@/components/forms/use-action-form';
import { revealCallbackSecretSchema } from '@/lib/domain/callback-secrets/reveal-schema';

/** Asks for the member's password and shows the secret for callback URLs. */
export function RevealCallbackSecretDialog({ onClose }: CallbackDialogProps) {
  const { isRevealed, revealSecret } = useRevealSecret(true);
  const { form, state } = useActionForm({
    schema: revealCallbackSecretSchema,
    values: { password: '' },
    fields: ['password'],
    submit: revealCallbackSecretAction,
    onDone: (answer) => revealSecret({ answer, onClosed: onClose }),
  });

  if (isRevealed) return null;
  return (
    <PasswordDialog
      title="Show callback secret"
      shows="secret"
      password={form.register('password')}
      error={form.formState.errors.password?.message}
      {...state}
      onClose={onClose}
    />
  );
}
