import { useRevealKey } from '@/app/(portal)/settings/api-keys/_components/shown-secret/use-reveal-key';
import type { EditorProps } from '@/app/(portal)/settings/api-keys/[keyId]/_components/editor/editor-props';
import { revealApiKeyAction } from '@/app/(portal)/settings/api-keys/[keyId]/actions';
import { FormDialog } from '@/components/forms/form-dialog';
import { useActionForm } from '@/components/forms/use-action-form';
import { Field } from '@/components/ui/field';
import { PasswordInput } from '@/components/ui/password-input';
import { revealApiKeySchema } from '@/lib/domain/key-reveal/schema';
import { say } from '@/lib/say';

/** Asks for the member's password and shows the secrets of the key again. */
export function RevealDialog(editor: EditorProps) {
  const { apiKey, onClose } = editor;
  const { isRevealed, revealKey } = useRevealKey(editor);
  const { form, state } = useActionForm({
    schema: revealApiKeySchema,
    values: { keyId: apiKey.id, password: '' },
    submit: revealApiKeyAction,
    onDone: (answer) => revealKey({ answer, onClosed: onClose }),
  });

  if (isRevealed) return null;
  return (
    <FormDialog
      title={say`Show key`}
      description={say`Enter your password to see the key. The audit log records that you viewed it.`}
      action={say`Show key`}
      {...state}
      onClose={onClose}
    >
      <Field label="Your password" error={form.formState.errors.password?.message}>
        <PasswordInput autoComplete="current-password" {...form.register('password')} />
      </Field>
    </FormDialog>
  );
}
