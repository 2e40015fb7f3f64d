import { useState } from 'react';
import { toast } from 'sonner';
import { SaveKeyDialog } from '@/app/(portal)/settings/api-keys/_components/save-key-dialog';
import { SigningChoice } from '@/app/(portal)/settings/api-keys/_components/signing-choice';
import { useLeaveGuard } from '@/app/(portal)/settings/api-keys/_components/use-leave-guard';
import type { EditorProps } from '@/app/(portal)/settings/api-keys/[keyId]/_components/key-editor';
import { setSigningAction } from '@/app/(portal)/settings/api-keys/[keyId]/actions';
import { FormDialog } from '@/components/form-dialog';
import { Alert } from '@/components/ui/alert';
import { useSavedForm } from '@/components/use-saved-form';
import { setSigningSchema } from '@/lib/domain/api-keys/schema';

/** Changes whether calls must be signed; the first time, shows the secret to sign them with. */
export function SigningDialog({ apiKey, policy, base, onClose }: EditorProps) {
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
  useLeaveGuard(isSubmitting);
  const required = form.watch('required');

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
      title="Change signatures"
      pending={isSubmitting}
      refusal={errors.root?.message}
      onSubmit={submit}
      onClose={onClose}
    >
      <SigningChoice value={required} onChange={(value) => form.setValue('required', value)} />
      {required && !apiKey.signing.required && (
        <Alert tone="warning" role="status">
          From the next request on, calls without a signature are refused.
          {!apiKey.signing.secretVersion && ' The signing secret is shown next.'}
        </Alert>
      )}
    </FormDialog>
  );
}
