import type { CallbackDialogProps } from '@/app/(portal)/settings/webhooks/_components/callbacks/callback-dialog-props';
import { useRevealSecret } from '@/app/(portal)/settings/webhooks/_components/shown-secret/use-reveal-secret';
import { revealCallbackSecretAction } from '@/app/(portal)/settings/webhooks/actions';
import { ConfirmIdentityDialog } from '@/components/forms/confirm-identity-dialog';

/** Asks who the member is, and shows the secret for callback URLs. */
export function RevealCallbackSecretDialog({ onClose }: CallbackDialogProps) {
  const { isRevealed, revealSecret } = useRevealSecret(true);
  if (isRevealed) return null;
  return (
    <ConfirmIdentityDialog
      title="Show callback secret"
      shows="secret"
      submit={revealCallbackSecretAction}
      onDone={(answer) => revealSecret({ answer, onClosed: onClose })}
      onClose={onClose}
    />
  );
}
