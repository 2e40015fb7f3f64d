import { RecentUse } from '@/app/(portal)/settings/api-keys/_components/activity/recent-use';
import type { EditorProps } from '@/app/(portal)/settings/api-keys/[keyId]/_components/editor/editor-props';
import { UnusedNewSecret } from '@/app/(portal)/settings/api-keys/[keyId]/_components/rotate/unused-new-secret';
import { retireSecretAction } from '@/app/(portal)/settings/api-keys/[keyId]/actions';
import { FormDialog } from '@/components/forms/form-dialog';
import { useActionForm } from '@/components/forms/use-action-form';
import { toast } from '@/components/ui/toast';
import { retireSecretSchema } from '@/lib/domain/key-rotation/schema';

/** Asks before the old secret of a rotating key stops working, and shows its recent calls. */
export function RetireDialog({ apiKey, oldSecret, onClose }: EditorProps) {
  const { state } = useActionForm({
    schema: retireSecretSchema,
    values: { keyId: apiKey.id, secretId: apiKey.oldSecret?.id ?? '' },
    submit: retireSecretAction,
    onDone() {
      onClose();
      toast.success('The old secret is retired');
    },
  });
  return (
    <FormDialog
      title="Retire the old secret?"
      description="Anything still using the old secret will fail at once. The new secret keeps working."
      action="Retire"
      danger
      {...state}
      onClose={onClose}
    >
      <p translate="no" className="truncate font-mono text-[0.8125rem]">
        {apiKey.oldSecret?.maskedSecret}
      </p>
      {oldSecret && !oldSecret.newSecretUsed && <UnusedNewSecret text="The new secret was never used." />}
      {oldSecret && <RecentUse subject="The old secret" calls={oldSecret} />}
    </FormDialog>
  );
}
