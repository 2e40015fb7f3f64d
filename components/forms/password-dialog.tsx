import type { UseFormRegisterReturn } from 'react-hook-form';
import { FormDialog } from '@/components/forms/form-dialog';
import type { ActionFormState } from '@/components/forms/use-action-form';
import { Field } from '@/components/ui/field';
import { PasswordInput } from '@/components/ui/password-input';

interface PasswordDialogProps extends ActionFormState {
  title: string;
  /** What is shown then, such as “secret”. */
  shows: string;
  password: UseFormRegisterReturn;
  error: string | undefined;
  onClose(): void;
}

/** Asks for the member's password before something secret is shown again. */
export function PasswordDialog({ title, shows, password, error, onClose, ...state }: PasswordDialogProps) {
  return (
    <FormDialog
      title={title}
      description={`Enter your password to see the ${shows}. The audit log records that you viewed it.`}
      action={`Show ${shows}`}
      {...state}
      onClose={onClose}
    >
      <Field label="Your password" error={error}>
        <PasswordInput autoComplete="current-password" {...password} />
      </Field>
    </FormDialog>
  );
}
