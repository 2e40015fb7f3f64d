import { useState } from 'react';
import { toast } from 'sonner';
import { SigningChoice } from '@/app/(portal)/settings/api-keys/_components/signing-choice';
import type { EditorProps } from '@/app/(portal)/settings/api-keys/[keyId]/_components/key-editor';
import { SecretFormDialog } from '@/app/(portal)/settings/api-keys/[keyId]/_components/secret-form-dialog';
import { setSigningAction } from '@/app/(portal)/settings/api-keys/[keyId]/actions';
import { Alert } from '@/components/ui/alert';
import { useSavedForm } from '@/components/use-saved-form';
import { setSigningSchema } from '@/lib/domain/api-keys/schema';

/** Changes whether calls must be signed; the first time, shows the secret to sign them with. */
export function SigningDialog(editor: EditorProps) {
  const { apiKey, onClose } = editor;
  const [signingSecret, setSigningSecret] = useState<string>();
  const { form, submit } = useSavedForm({
    schema: setSigningSchema,
    values: { keyId: apiKey.id, required: apiKey.signing.required },
    save: setSigningAction,
    onSaved(saved) {
      if (saved.signingSecret) return setSigningSecret(saved.signingSecret);
      onClose();
      toast.success('Signatures saved');
    },
  });
  const { errors, isSubmitting } = form.formState;
  const required = form.watch('required');

  return (
    <SecretFormDialog
      editor={editor}
      made={signingSecret === undefined ? undefined : { signingSecret }}
      title="Change signatures"
      pending={isSubmitting}
      refusal={errors.root?.message}
      onSubmit={submit}
    >
      <SigningChoice value={required} onChange={(value) => form.setValue('required', value)} />
      {required && !apiKey.signing.required && (
        <Alert tone="warning" role="status">
          From the next request on, calls without a signature are refused.
          {!apiKey.signing.secretVersion && ' The signing secret is shown next.'}
        </Alert>
      )}
    </SecretFormDialog>
  );
}
