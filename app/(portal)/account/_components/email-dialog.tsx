import { beginEmailChangeAction } from '@/app/(portal)/account/actions';
import { FormDialog } from '@/components/forms/form-dialog';
import { useActionForm } from '@/components/forms/use-action-form';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { PasswordInput } from '@/components/ui/password-input';
import { beginEmailChangeSchema } from '@/lib/domain/own-account/schema';

/** Asks for a new address. */
export function EmailDialog({ onClose }: { onClose(): void }) {
  const { form, state } = useActionForm({
    schema: beginEmailChangeSchema,
    values: { email: '', password: '' },
    fields: ['email', 'password'],
    submit: beginEmailChangeAction,
    onDone: onClose,
  });
  const { errors } = form.formState;
  return (
    <FormDialog
      title="Change your email address"
      description="We send a link to the new address. Your address changes when you open it."
      action="Send link"
      {...state}
      onClose={onClose}
    >
      <Field label="New email address" error={errors.email?.message}>
        <Input type="email" autoComplete="email" {...form.register('email')} />
      </Field>
      <Field label="Your password" error={errors.password?.message}>
        <PasswordInput autoComplete="current-password" {...form.register('password')} />
      </Field>
    </FormDialog>
  );
}
