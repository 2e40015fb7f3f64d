import { useRevealSecret } from '@/app/(portal)/settings/webhooks/_components/shown-secret/use-reveal-secret';
import type { EditorProps } from '@/app/(portal)/settings/webhooks/[endpointId]/_components/editor/editor-props';
import { revealWebhookSecretAction } from '@/app/(portal)/settings/webhooks/[endpointId]/actions';
import { FormDialog } from '@/components/forms/form-dialog';
import { useActionForm } from '@/components/forms/use-action-form';
import { Field } from '@/components/ui/field';
import { PasswordInput } from '@/components/ui/password-input';
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
    <FormDialog
      title="Show signing secret"
      description="Enter your password to see the secret. The audit log records that you viewed it."
      action="Show secret"
      {...state}
      onClose={onClose}
    >
      <Field label="Your password" error={form.formState.errors.password?.message}>
        <PasswordInput autoComplete="current-password" {...form.register('password')} />
      </Field>
    </FormDialog>
  );
}
