import { PurposeSelect } from '@/app/(portal)/settings/api-keys/_components/purpose-select';
import type { EditorProps } from '@/app/(portal)/settings/api-keys/[keyId]/_components/editor/editor-props';
import { setPurposeAction } from '@/app/(portal)/settings/api-keys/[keyId]/actions';
import { FormDialog } from '@/components/forms/form-dialog';
import { useActionForm } from '@/components/forms/use-action-form';
import { toast } from '@/components/ui/toast';
import { setPurposeSchema } from '@/lib/domain/key-settings/schema';

/** Changes what the key is for. */
export function PurposeDialog({ apiKey, policy: { purposes = [] }, draft, onClose }: EditorProps) {
  const { form, state } = useActionForm({
    schema: setPurposeSchema,
    values: { keyId: apiKey.id, purpose: apiKey.purpose ?? purposes[0]?.name ?? '' },
    fields: ['purpose'],
    draft,
    submit: setPurposeAction,
    onDone() {
      onClose();
      toast.success('Purpose saved');
    },
  });
  return (
    <FormDialog title="Change purpose" {...state} onClose={onClose}>
      <PurposeSelect
        purposes={purposes}
        chosen={form.watch('purpose')}
        error={form.formState.errors.purpose?.message}
        {...form.register('purpose')}
      />
    </FormDialog>
  );
}
