'use client';

import { CreateEndpointDialog } from '@/app/(portal)/settings/webhooks/_components/create/create-endpoint-dialog';
import { useRevealSecret } from '@/app/(portal)/settings/webhooks/_components/shown-secret/use-reveal-secret';
import type { WebhookSettings } from '@/app/(portal)/settings/webhooks/webhook-settings';

interface CreateEndpointFlowProps extends WebhookSettings {
  /** The name under which a reload keeps the draft. */
  draft: string;
  /** Gets the id of the new endpoint, if one was created. */
  onClose(createdId?: string): void;
}

/** Shows the form, then the secret of the new endpoint. */
export function CreateEndpointFlow({ onClose, ...form }: CreateEndpointFlowProps) {
  const { isRevealed, revealSecret } = useRevealSecret(form.isReadable);
  if (isRevealed) return null;
  return (
    <CreateEndpointDialog
      {...form}
      onCreated={(answer) => {
        const { id } = answer.endpoint;
        revealSecret({ answer, onClosed: () => onClose(id) });
      }}
      onClose={() => onClose()}
    />
  );
}
