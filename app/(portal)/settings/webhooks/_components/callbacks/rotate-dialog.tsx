import type { CallbackDialogProps } from '@/app/(portal)/settings/webhooks/_components/callbacks/callback-dialog-props';
import { useRevealSecret } from '@/app/(portal)/settings/webhooks/_components/shown-secret/use-reveal-secret';
import { rotateCallbackSecretAction } from '@/app/(portal)/settings/webhooks/actions';
import { FormDialog } from '@/components/forms/form-dialog';
import { useActionForm } from '@/components/forms/use-action-form';
import { Alert } from '@/components/ui/alert';
import { rotateCallbackSecretSchema } from '@/lib/domain/callback-secrets/schema';

/** Replaces the secret for callback URLs and shows the new one. */
export function RotateCallbackSecretDialog({ version, onClose }: CallbackDialogProps) {
  const { isRevealed, revealSecret } = useRevealSecret(true);
  const { state } = useActionForm({
    schema: rotateCallbackSecretSchema,
    values: { version },
    submit: rotateCallbackSecretAction,
    onDone: (answer) => revealSecret({ answer, onClosed: onClose }),
  });

  if (isRevealed) return null;
  return (
    <FormDialog
      title="Rotate callback secret"
      description="Deliveries to callback URLs get a new signing secret."
      action="Rotate secret"
      {...state}
      onClose={onClose}
    >
      <Alert tone="warning">
        The old secret stops signing at once. Until your server has the new one, it can’t verify deliveries.
      </Alert>
    </FormDialog>
  );
}
