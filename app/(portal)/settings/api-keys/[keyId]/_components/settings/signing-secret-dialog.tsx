import { KeyImpact } from '@/app/(portal)/settings/api-keys/_components/revoke/key-impact';
import { useImpact } from '@/app/(portal)/settings/api-keys/_components/revoke/use-impact';
import { useRevealKey } from '@/app/(portal)/settings/api-keys/_components/shown-secret/use-reveal-key';
import type { EditorProps } from '@/app/(portal)/settings/api-keys/[keyId]/_components/editor/editor-props';
import { replaceSigningSecretAction } from '@/app/(portal)/settings/api-keys/[keyId]/actions';
import { FormDialog } from '@/components/forms/form-dialog';
import { useActionForm } from '@/components/forms/use-action-form';
import { replaceSigningSecretSchema } from '@/lib/domain/key-settings/schema';

/** Replaces the signing secret and shows the new one. */
export function SigningSecretDialog(editor: EditorProps) {
  const { apiKey, onClose } = editor;
  const impact = useImpact(apiKey.id);
  const { isRevealed, revealKey } = useRevealKey(editor);
  const { state } = useActionForm({
    schema: replaceSigningSecretSchema,
    values: { keyId: apiKey.id, version: apiKey.signing.secretVersion ?? '' },
    submit: replaceSigningSecretAction,
    onDone: (answer) => revealKey({ answer, onClosed: onClose }),
  });

  if (isRevealed) return null;
  return (
    <FormDialog
      title="Replace the signing secret?"
      description="Calls signed with the current one fail at once. You get the new one next."
      action="Replace"
      danger
      {...state}
      onClose={onClose}
    >
      <KeyImpact impact={impact} />
    </FormDialog>
  );
}
