import { KeyImpact } from '@/app/(portal)/settings/api-keys/_components/revoke/key-impact';
import { useImpact } from '@/app/(portal)/settings/api-keys/_components/revoke/use-impact';
import type { EditorProps } from '@/app/(portal)/settings/api-keys/[keyId]/_components/editor/editor-props';
import { disableApiKeyAction } from '@/app/(portal)/settings/api-keys/[keyId]/actions';
import { FormDialog } from '@/components/forms/form-dialog';
import { useActionForm } from '@/components/forms/use-action-form';
import { toast } from '@/components/ui/toast';
import { apiKeySchema } from '@/lib/domain/api-keys/schema';
import { say } from '@/lib/say';

/** Asks before the key is disabled. */
export function DisableDialog({ apiKey, onClose }: EditorProps) {
  const impact = useImpact(apiKey.id);
  const { state } = useActionForm({
    schema: apiKeySchema,
    values: { keyId: apiKey.id },
    submit: disableApiKeyAction,
    onDone() {
      onClose();
      toast.success(`“${apiKey.label}” is disabled`);
    },
  });
  return (
    <FormDialog
      title={say`Disable this key?`}
      description="Calls with it fail until you enable it again."
      action={say`Disable key`}
      {...state}
      onClose={onClose}
    >
      <KeyImpact impact={impact} />
    </FormDialog>
  );
}
