import { KeyImpact } from '@/app/(portal)/settings/api-keys/_components/revoke/key-impact';
import { useImpact } from '@/app/(portal)/settings/api-keys/_components/revoke/use-impact';
import { useRevealKey } from '@/app/(portal)/settings/api-keys/_components/shown-secret/use-reveal-key';
import type { EditorProps } from '@/app/(portal)/settings/api-keys/[keyId]/_components/editor/editor-props';
import { OverlapChoice } from '@/app/(portal)/settings/api-keys/[keyId]/_components/rotate/overlap-choice';
import { RotationProgress } from '@/app/(portal)/settings/api-keys/[keyId]/_components/rotate/rotation-progress';
import { rotateApiKeyAction } from '@/app/(portal)/settings/api-keys/[keyId]/actions';
import { FormDialog } from '@/components/forms/form-dialog';
import { useActionForm } from '@/components/forms/use-action-form';
import { rotateApiKeySchema } from '@/lib/domain/key-rotation/schema';
import { say } from '@/lib/say';

/** Adds a new secret to the key and shows it. */
export function RotateDialog(editor: EditorProps) {
  const { apiKey, onClose } = editor;
  const impact = useImpact(apiKey.id);
  const { isRevealed, revealKey } = useRevealKey(editor);
  const { form, state } = useActionForm({
    schema: rotateApiKeySchema,
    values: { keyId: apiKey.id, secretId: apiKey.secretId, overlap: '24h' },
    submit: rotateApiKeyAction,
    onDone: (answer) =>
      revealKey({ answer, progress: <RotationProgress apiKey={answer.key} />, onClosed: onClose }),
  });

  if (isRevealed) return null;
  return (
    <FormDialog
      title={say`Rotate key`}
      description={say`The key gets a new secret. Its ID, settings and history don’t change.`}
      action={say`Rotate key`}
      {...state}
      onClose={onClose}
    >
      <OverlapChoice name="The old secret" expiresAt={apiKey.expiresAt} field={form.register('overlap')} />
      {form.watch('overlap') === 'now' && <KeyImpact impact={impact} />}
    </FormDialog>
  );
}
