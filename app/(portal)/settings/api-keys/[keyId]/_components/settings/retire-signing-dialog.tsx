import type { EditorProps } from '@/app/(portal)/settings/api-keys/[keyId]/_components/editor/editor-props';
import { UnusedNewSecret } from '@/app/(portal)/settings/api-keys/[keyId]/_components/rotate/unused-new-secret';
import { retireSigningSecretAction } from '@/app/(portal)/settings/api-keys/[keyId]/actions';
import { FormDialog } from '@/components/forms/form-dialog';
import { useActionForm } from '@/components/forms/use-action-form';
import { RelativeTime } from '@/components/relative-time';
import { Alert } from '@/components/ui/alert';
import { toast } from '@/components/ui/toast';
import { retireSigningSecretSchema } from '@/lib/domain/signing-secrets/schema';

/** Asks before the old signing secret of a key stops working, and shows its last call. */
export function RetireSigningDialog({ apiKey, onClose }: EditorProps) {
  const { old } = apiKey.signing;
  const { state } = useActionForm({
    schema: retireSigningSecretSchema,
    values: { keyId: apiKey.id, signingSecretId: old?.id ?? '' },
    submit: retireSigningSecretAction,
    onDone() {
      onClose();
      toast.success('The old signing secret is retired');
    },
  });
  return (
    <FormDialog
      title="Retire the old signing secret?"
      description="Calls that are signed with it will fail at once. The new signing secret keeps working."
      action="Retire"
      danger
      {...state}
      onClose={onClose}
    >
      {old && !old.newUsedAt && <UnusedNewSecret text="The new signing secret has signed no call." />}
      {old && (
        <Alert tone={old.oldUsedAt ? 'warning' : 'info'} role="status">
          {old.oldUsedAt ? (
            <span>
              The last call that it signed was{' '}
              <RelativeTime date={old.oldUsedAt} now={Date.now()} inSentence />.
            </span>
          ) : (
            <span>It has signed no call since it was replaced.</span>
          )}
        </Alert>
      )}
    </FormDialog>
  );
}
