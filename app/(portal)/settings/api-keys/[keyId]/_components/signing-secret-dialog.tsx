import { useState } from 'react';
import { SaveKeyDialog } from '@/app/(portal)/settings/api-keys/_components/save-key-dialog';
import { useLeaveGuard } from '@/app/(portal)/settings/api-keys/_components/use-leave-guard';
import type { EditorProps } from '@/app/(portal)/settings/api-keys/[keyId]/_components/key-editor';
import { replaceSigningSecretAction } from '@/app/(portal)/settings/api-keys/[keyId]/actions';
import { FormDialog } from '@/components/form-dialog';
import { useSavedForm } from '@/components/use-saved-form';
import { replaceSigningSecretSchema } from '@/lib/domain/api-keys/schema';

/** Makes another signing secret, and shows it. */
export function SigningSecretDialog({ apiKey, policy, base, onClose }: EditorProps) {
  const [signingSecret, setSigningSecret] = useState<string>();
  const { form, submit } = useSavedForm({
    schema: replaceSigningSecretSchema,
    values: { keyId: apiKey.id, version: apiKey.signing.secretVersion ?? '' },
    save: replaceSigningSecretAction,
    onSaved: (saved) => setSigningSecret(saved.signingSecret),
  });
  const { errors, isSubmitting } = form.formState;
  useLeaveGuard(isSubmitting);

  if (signingSecret) {
    return (
      <SaveKeyDialog
        created={{ key: apiKey, signingSecret }}
        isNew={false}
        policy={policy}
        base={base}
        onClose={onClose}
      />
    );
  }
  return (
    <FormDialog
      title="Replace the signing secret?"
      description="Calls that are signed with the present one are refused from the next request on. The new one is shown once, next."
      action="Replace"
      danger
      pending={isSubmitting}
      refusal={errors.root?.message}
      onSubmit={submit}
      onClose={onClose}
    />
  );
}
