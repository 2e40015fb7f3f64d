import { useState } from 'react';
import type { EditorProps } from '@/app/(portal)/settings/api-keys/[keyId]/_components/key-editor';
import { SecretFormDialog } from '@/app/(portal)/settings/api-keys/[keyId]/_components/secret-form-dialog';
import { replaceSigningSecretAction } from '@/app/(portal)/settings/api-keys/[keyId]/actions';
import { useSavedForm } from '@/components/use-saved-form';
import { replaceSigningSecretSchema } from '@/lib/domain/api-keys/schema';

/** Makes another signing secret, and shows it. */
export function SigningSecretDialog(editor: EditorProps) {
  const { apiKey } = editor;
  const [signingSecret, setSigningSecret] = useState<string>();
  const { form, submit } = useSavedForm({
    schema: replaceSigningSecretSchema,
    values: { keyId: apiKey.id, version: apiKey.signing.secretVersion ?? '' },
    save: replaceSigningSecretAction,
    onSaved: (saved) => setSigningSecret(saved.signingSecret),
  });
  const { errors, isSubmitting } = form.formState;

  return (
    <SecretFormDialog
      editor={editor}
      made={signingSecret === undefined ? undefined : { signingSecret }}
      title="Replace the signing secret?"
      description="Calls that are signed with the present one are refused from the next request on. The new one is shown once, next."
      action="Replace"
      danger
      pending={isSubmitting}
      refusal={errors.root?.message}
      onSubmit={submit}
    />
  );
}
