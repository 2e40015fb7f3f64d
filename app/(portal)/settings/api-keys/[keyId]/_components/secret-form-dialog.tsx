import type { ComponentProps } from 'react';
import { type NewSecrets, SaveKeyDialog } from '@/app/(portal)/settings/api-keys/_components/save-key-dialog';
import { useLeaveGuard } from '@/app/(portal)/settings/api-keys/_components/use-leave-guard';
import type { EditorProps } from '@/app/(portal)/settings/api-keys/[keyId]/_components/key-editor';
import { FormDialog } from '@/components/form-dialog';

interface SecretFormDialogProps extends Omit<ComponentProps<typeof FormDialog>, 'onClose'> {
  editor: EditorProps;
  /** What the form made, once it has. */
  made: Omit<NewSecrets, 'key'> | undefined;
}

/** A form whose answer is a secret, which then takes the form's place until it is saved. */
export function SecretFormDialog({ editor, made, ...form }: SecretFormDialogProps) {
  const { apiKey, policy, base, onClose } = editor;
  useLeaveGuard(form.pending);
  if (!made) return <FormDialog {...form} onClose={onClose} />;
  return (
    <SaveKeyDialog
      created={{ key: apiKey, ...made }}
      isNew={false}
      policy={policy}
      base={base}
      onClose={onClose}
    />
  );
}
