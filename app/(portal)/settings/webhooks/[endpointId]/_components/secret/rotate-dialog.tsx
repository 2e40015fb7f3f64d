import { useRevealSecret } from '@/app/(portal)/settings/webhooks/_components/shown-secret/use-reveal-secret';
import type { EditorProps } from '@/app/(portal)/settings/webhooks/[endpointId]/_components/editor/editor-props';
import { rotateWebhookSecretAction } from '@/app/(portal)/settings/webhooks/[endpointId]/actions';
import { FormDialog } from '@/components/forms/form-dialog';
import { useActionForm } from '@/components/forms/use-action-form';
import { Alert } from '@/components/ui/alert';
import { rotateEndpointSecretSchema } from '@/lib/domain/webhook-endpoints/schema';

/** Gives the endpoint a new signing secret and shows it. */
export function RotateDialog({ endpoint, isReadable, overlapHours, onClose }: EditorProps) {
  const { isRevealed, revealSecret } = useRevealSecret(isReadable);
  const { state } = useActionForm({
    schema: rotateEndpointSecretSchema,
    values: { endpointId: endpoint.id, version: endpoint.secretVersion },
    submit: rotateWebhookSecretAction,
    onDone: (answer) => revealSecret({ answer, onClosed: onClose }),
  });

  if (isRevealed) return null;
  return (
    <FormDialog
      title="Rotate signing secret"
      description="The endpoint gets a new signing secret. Its URL, settings and log don’t change."
      action="Rotate secret"
      {...state}
      onClose={onClose}
    >
      {overlapHours > 0 ? (
        <p className="text-ink-muted">
          {`For ${overlapHours} hours, every delivery is signed with the old and the new secret. Give your server the new one in that time.`}
        </p>
      ) : (
        <Alert tone="warning">
          The old secret stops signing at once. Until your server has the new one, it can’t verify deliveries.
        </Alert>
      )}
      {endpoint.oldSecretEndsAt && (
        <Alert tone="warning">
          A rotation is in progress. Rotating again ends the oldest secret at once.
        </Alert>
      )}
    </FormDialog>
  );
}
