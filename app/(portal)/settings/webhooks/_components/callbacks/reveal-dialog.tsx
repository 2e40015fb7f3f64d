import type { CallbackDialogProps } from '@/app/(portal)/settings/webhooks/_components/callbacks/callback-dialog-props';
import { useRevealSecret } from '@/app/(portal)/settings/webhooks/_components/shown-secret/use-reveal-secret';
import { revealCallbackSecretAction } from '@/app/(portal)/settings/webhooks/actions';
import { FormDialog } from '@/components/forms/form-dialog';
import { useActionForm } from '@/components/forms/use-action-form';
import { Field } from '@/components/ui/field';
import { PasswordInput } from '@/components/ui/password-input';
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
    <FormDialog
      title="Show callback secret"
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
