import { KeyImpact } from '@/app/(portal)/settings/api-keys/_components/revoke/key-impact';
import { useImpact } from '@/app/(portal)/settings/api-keys/_components/revoke/use-impact';
import { useRevealKey } from '@/app/(portal)/settings/api-keys/_components/shown-secret/use-reveal-key';
import type { EditorProps } from '@/app/(portal)/settings/api-keys/[keyId]/_components/editor/editor-props';
import { OverlapChoice } from '@/app/(portal)/settings/api-keys/[keyId]/_components/rotate/overlap-choice';
import { replaceSigningSecretAction } from '@/app/(portal)/settings/api-keys/[keyId]/actions';
import { FormDialog } from '@/components/forms/form-dialog';
import { useActionForm } from '@/components/forms/use-action-form';
import { replaceSigningSecretSchema } from '@/lib/domain/key-settings/schema';

/** Replaces the signing secret and shows the new one. */
export function SigningSecretDialog(editor: EditorProps) {
  const { apiKey, onClose } = editor;
  const impact = useImpact(apiKey.id);
  const { isRevealed, revealKey } = useRevealKey(editor);
  const { form, state } = useActionForm({
    schema: replaceSigningSecretSchema,
    values: { keyId: apiKey.id, version: apiKey.signing.secretVersion ?? '', overlap: '24h' },
    submit: replaceSigningSecretAction,
    onDone: (answer) => revealKey({ answer, onClosed: onClose }),
  });

  const endsNow = form.watch('overlap') === 'now';

  if (isRevealed) return null;
  return (
    <FormDialog
      title="Replace the signing secret?"
      description="You get the new one next. Signatures of both are accepted until the old one stops working."
      action="Replace"
      danger={endsNow}
      {...state}
      onClose={onClose}
    >
      <OverlapChoice
        name="The old signing secret"
        expiresAt={apiKey.expiresAt}
        field={form.register('overlap')}
      />
      {endsNow && <KeyImpact impact={impact} />}
    </FormDialog>
  );
}
