import { useRevealSecret } from '@/app/(portal)/settings/webhooks/_components/shown-secret/use-reveal-secret';
import type { EditorProps } from '@/app/(portal)/settings/webhooks/[endpointId]/_components/editor/editor-props';
import { revealWebhookSecretAction } from '@/app/(portal)/settings/webhooks/[endpointId]/actions';
import { ConfirmIdentityDialog } from '@/components/forms/confirm-identity-dialog';

/** Asks who the member is, and shows the signing secret again. */
export function RevealDialog({ endpoint, isReadable, onClose }: EditorProps) {
  const { isRevealed, revealSecret } = useRevealSecret(isReadable);
  if (isRevealed) return null;
  return (
    <ConfirmIdentityDialog
      title="Show signing secret"
      shows="secret"
      submit={(proof) => revealWebhookSecretAction({ endpointId: endpoint.id, ...proof })}
      onDone={(answer) => revealSecret({ answer, onClosed: onClose })}
      onClose={onClose}
    />
  );
}
