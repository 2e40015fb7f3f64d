'use client';

import { beginSecondFactorAction } from '@/app/(portal)/settings/security/actions';
import { FormDialog } from '@/components/forms/form-dialog';
import { useActionForm } from '@/components/forms/use-action-form';
import { Field } from '@/components/ui/field';
import { PasswordInput } from '@/components/ui/password-input';
import { type AppSetup, memberPasswordSchema } from '@/lib/domain/second-factor/schema';

interface PasswordDialogProps {
  onBegun(setup: AppSetup): void;
  onClose(): void;
}

/** Asks for the member's password before two-step verification is set up. */
export function PasswordDialog({ onBegun, onClose }: PasswordDialogProps) {
  const { form, state } = useActionForm({
    schema: memberPasswordSchema,
    values: { password: '' },
    fields: ['password'],
    submit: beginSecondFactorAction,
    onDone: onBegun,
  });
  const { errors } = form.formState;
  return (
    <FormDialog
      title="Turn on two-step verification"
      description="You need an authenticator app, on your phone or in your password manager."
      action="Continue"
      {...state}
      onClose={onClose}
    >
      <Field label="Your password" error={errors.password?.message}>
        <PasswordInput autoComplete="current-password" {...form.register('password')} />
      </Field>
    </FormDialog>
  );
}
