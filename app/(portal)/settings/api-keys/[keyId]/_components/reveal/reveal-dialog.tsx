import { useRevealKey } from '@/app/(portal)/settings/api-keys/_components/shown-secret/use-reveal-key';
import type { EditorProps } from '@/app/(portal)/settings/api-keys/[keyId]/_components/editor/editor-props';
import { revealApiKeyAction } from '@/app/(portal)/settings/api-keys/[keyId]/actions';
import { PasswordDialog } from '@/components/forms/password-dialog';
import { useActionForm } from '@/components/forms/use-action-form';
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
    <PasswordDialog
      title={say`Show key`}
      shows={say`key`}
      password={form.register('password')}
      error={form.formState.errors.password?.message}
      {...state}
      onClose={onClose}
    />
  );
}
