import { useRevealSecret } from '@/app/(portal)/settings/webhooks/_components/shown-secret/use-reveal-secret';
import type { EditorProps } from '@/app/(portal)/settings/webhooks/[endpointId]/_components/editor/editor-props';
import { revealWebhookSecretAction } from '@/app/(portal)/settings/webhooks/[endpointId]/actions';
import { PasswordDialog } from '@/components/forms/password-dialog';
import { useActionForm } from '@/components/forms/use-action-form';
import { revealEndpointSecretSchema } from '@/lib/domain/webhook-endpoints/reveal-schema';

/** Asks for the member's password and shows the signing secret again. */
export function RevealDialog({ endpoint, isReadable, onClose }: EditorProps) {
  const { isRevealed, revealSecret } = useRevealSecret(isReadable);
  const { form, state } = useActionForm({
    schema: revealEndpointSecretSchema,
    values: { endpointId: endpoint.id, password: '' },
    fields: ['password'],
    submit: revealWebhookSecretAction,
    onDone: (answer) => revealSecret({ answer, onClosed: onClose }),
  });

  if (isRevealed) return null;
  return (
    <PasswordDialog
      title="Show signing secret"
      shows="secret"
      password={form.register('password')}
      error={form.formState.errors.password?.message}
      {...state}
      onClose={onClose}
    />
  );
}
