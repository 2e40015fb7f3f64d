import { toast } from 'sonner';
import type { EditorProps } from '@/app/(portal)/settings/api-keys/[keyId]/_components/editor/editor-props';
import { renameApiKeyAction } from '@/app/(portal)/settings/api-keys/[keyId]/actions';
import { FormDialog } from '@/components/forms/form-dialog';
import { useActionForm } from '@/components/forms/use-action-form';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { renameApiKeySchema } from '@/lib/domain/key-settings/schema';

/** Changes what the key is called. */
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
      <Field label="Label" hint="Only you see it; calls do not change." error={errors.label?.message}>
        <Input autoComplete="off" {...form.register('label')} />
      </Field>
    </FormDialog>
  );
}
