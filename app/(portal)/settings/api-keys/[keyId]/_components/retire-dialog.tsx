import { toast } from 'sonner';
import type { EditorProps } from '@/app/(portal)/settings/api-keys/[keyId]/_components/key-editor';
import { retireSecretAction } from '@/app/(portal)/settings/api-keys/[keyId]/actions';
import { FormDialog } from '@/components/form-dialog';
import { useSavedForm } from '@/components/use-saved-form';
import { retireSecretSchema } from '@/lib/domain/api-keys/schema';

/** Asks before the old secret of a rotating key ends. */
export function RetireDialog({ apiKey, onClose }: EditorProps) {
  const { form, submit } = useSavedForm({
    schema: retireSecretSchema,
    values: { keyId: apiKey.id, secretId: apiKey.oldSecret?.id ?? '' },
    save: retireSecretAction,
    onSaved() {
      onClose();
      toast.success('The old secret is retired');
    },
  });
  const { errors, isSubmitting } = form.formState;
  return (
    <FormDialog
      title="Retire the old secret?"
      description="Whatever still uses it is refused from the next request on. The new secret goes on."
      action="Retire"
      danger
      pending={isSubmitting}
      refusal={errors.root?.message}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="truncate font-mono text-[0.8125rem]">{apiKey.oldSecret?.maskedSecret}</p>
    </FormDialog>
  );
}
