import { renamePasskeyAction } from '@/app/(portal)/account/actions';
import { FormDialog } from '@/components/forms/form-dialog';
import { useActionForm } from '@/components/forms/use-action-form';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { renamePasskeySchema } from '@/lib/domain/passkey-settings/schema';

interface RenamePasskeyDialogProps {
  passkeyId: string;
  name: string;
  onClose(): void;
}

/** Gives a passkey another name. */
export function RenamePasskeyDialog({ passkeyId, name, onClose }: RenamePasskeyDialogProps) {
  const { form, state } = useActionForm({
    schema: renamePasskeySchema,
    values: { passkeyId, name },
    fields: ['name'],
    submit: renamePasskeyAction,
    onDone: onClose,
  });
  return (
    <FormDialog title="Rename the passkey" action="Save name" {...state} onClose={onClose}>
      <Field label="Name" error={form.formState.errors.name?.message}>
        <Input autoComplete="off" {...form.register('name')} />
      </Field>
    </FormDialog>
  );
}
