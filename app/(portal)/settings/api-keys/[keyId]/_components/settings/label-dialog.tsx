import type { EditorProps } from '@/app/(portal)/settings/api-keys/[keyId]/_components/editor/editor-props';
import { renameApiKeyAction } from '@/app/(portal)/settings/api-keys/[keyId]/actions';
import { FormDialog } from '@/components/forms/form-dialog';
import { useActionForm } from '@/components/forms/use-action-form';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { toast } from '@/components/ui/toast';
import { renameApiKeySchema } from '@/lib/domain/key-settings/schema';

/** Changes the label of the key. */
export function LabelDialog({ apiKey, draft, onClose }: EditorProps) {
  const { form, state } = useActionForm({
    schema: renameApiKeySchema,
    values: { keyId: apiKey.id, label: apiKey.label },
    fields: ['label'],
    draft,
    submit: renameApiKeyAction,
    onDone() {
      onClose();
      toast.success('Label saved');
    },
  });
  const { errors } = form.formState;
  return (
    <FormDialog title="Change label" {...state} onClose={onClose}>
      <Field label="Label" hint="A name for people. It doesn’t affect calls." error={errors.label?.message}>
        <Input autoComplete="off" {...form.register('label')} />
      </Field>
    </FormDialog>
  );
}
