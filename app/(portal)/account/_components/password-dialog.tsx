import { changePasswordAction } from '@/app/(portal)/account/actions';
import { FormDialog } from '@/components/forms/form-dialog';
import { useActionForm } from '@/components/forms/use-action-form';
import { Field } from '@/components/ui/field';
import { PasswordInput } from '@/components/ui/password-input';
import { toast } from '@/components/ui/toast';
import { changePasswordSchema } from '@/lib/domain/own-account/schema';
import { PASSWORD_MIN } from '@/lib/domain/passwords/password-min';

/** Asks for a new password. */
export function PasswordDialog({ onClose }: { onClose(): void }) {
  const { form, state } = useActionForm({
    schema: changePasswordSchema,
    values: { password: '', newPassword: '' },
    fields: ['password', 'newPassword'],
    submit: changePasswordAction,
    onDone() {
      onClose();
      toast.success('Your password is changed, and your other sessions have ended');
    },
  });
  const { errors } = form.formState;
  return (
    <FormDialog title="Change your password" action="Change password" {...state} onClose={onClose}>
      <Field label="Current password" error={errors.password?.message}>
        <PasswordInput autoComplete="current-password" {...form.register('password')} />
      </Field>
      <Field
        label="New password"
        hint={`At least ${PASSWORD_MIN} characters. A short sentence is easy to remember.`}
        error={errors.newPassword?.message}
      >
        <PasswordInput autoComplete="new-password" {...form.register('newPassword')} />
      </Field>
    </FormDialog>
  );
}
