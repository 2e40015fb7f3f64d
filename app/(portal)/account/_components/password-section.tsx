'use client';

import { useState } from 'react';
import { changePasswordAction } from '@/app/(portal)/account/actions';
import { FormDialog } from '@/components/forms/form-dialog';
import { useActionForm } from '@/components/forms/use-action-form';
import { Section } from '@/components/section';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { PasswordInput } from '@/components/ui/password-input';
import { toast } from '@/components/ui/toast';
import { PASSWORD_MIN } from '@/lib/domain/passwords/password-min';
import type { Control } from '@/lib/domain/permissions';

/** The button that changes the member's password. */
export function PasswordSection({ control }: { control: Control }) {
  const [asking, setAsking] = useState(false);
  return (
    <Section title="Password" lead="A new password ends your sessions on other devices.">
      <div className="flex justify-end px-4 pt-4 pb-4 sm:px-5">
        <Button disabledReason={control.disabledReason} onClick={() => setAsking(true)}>
          Change password
        </Button>
      </div>
      {asking && <PasswordDialog onClose={() => setAsking(false)} />}
    </Section>
  );
}

function PasswordDialog({ onClose }: { onClose(): void }) {
  const { form, state } = useActionForm({
    schema: async () => (await import('@/lib/domain/own-account/schema')).changePasswordSchema,
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
