import { SigningChoice } from '@/app/(portal)/settings/api-keys/_components/create/signing-choice';
import { useRevealKey } from '@/app/(portal)/settings/api-keys/_components/shown-secret/use-reveal-key';
import type { EditorProps } from '@/app/(portal)/settings/api-keys/[keyId]/_components/editor/editor-props';
import { setSigningAction } from '@/app/(portal)/settings/api-keys/[keyId]/actions';
import { FormDialog } from '@/components/forms/form-dialog';
import { useActionForm } from '@/components/forms/use-action-form';
import { Alert } from '@/components/ui/alert';
import { toast } from '@/components/ui/toast';
import { setSigningSchema } from '@/lib/domain/key-settings/schema';

/** Changes whether calls must be signed. The first time, shows the signing secret. */
export function SigningDialog(editor: EditorProps) {
  const { apiKey, onClose } = editor;
  const { isRevealed, revealKey } = useRevealKey(editor);
  const { form, state } = useActionForm({
    schema: setSigningSchema,
    values: { keyId: apiKey.id, required: apiKey.signing.required },
    submit: setSigningAction,
    onDone(saved) {
      if (saved.signingSecret) return revealKey({ answer: saved, onClosed: onClose });
      onClose();
      toast.success('Signatures saved');
    },
  });
  const required = form.watch('required');

  if (isRevealed) return null;
  return (
    <FormDialog title="Change signatures" {...state} onClose={onClose}>
      <SigningChoice
        value={required}
        onChange={(value) => form.setValue('required', value, { shouldDirty: true })}
      />
      {required && !apiKey.signing.required && (
        <Alert tone="warning" role="status">
          {apiKey.signing.secretVersion
            ? 'Calls without a signature will fail at once.'
            : 'Calls without a signature will fail at once. You get the signing secret next.'}
        </Alert>
      )}
    </FormDialog>
  );
}
