'use client';

import { confirmSecondFactorAction } from '@/app/(portal)/settings/security/actions';
import { FormDialog } from '@/components/forms/form-dialog';
import { useActionForm } from '@/components/forms/use-action-form';
import { AppSecret } from '@/components/second-factor/app-secret';
import { CodeInput } from '@/components/second-factor/code-input';
import { atCodeField } from '@/components/second-factor/wrong-code';
import { Field } from '@/components/ui/field';
import { type AppSetup, confirmSecondFactorSchema } from '@/lib/domain/second-factor/schema';

interface ConfirmAppDialogProps {
  setup: AppSetup;
  onConfirmed(answer: { recoveryCodes: string[] }): void;
  onClose(): void;
}

/** Shows the secret for the authenticator app, and asks for a first code. */
export function ConfirmAppDialog({ setup, onConfirmed, onClose }: ConfirmAppDialogProps) {
  const { form, state } = useActionForm({
    schema: confirmSecondFactorSchema,
    values: { code: '' },
    fields: ['code'],
    submit: async (input) => atCodeField(await confirmSecondFactorAction(input)),
    onDone: onConfirmed,
  });
  const { errors } = form.formState;
  return (
    <FormDialog
      title="Set up your authenticator app"
      description="Other browsers that are signed in to your account will be signed out."
      action="Turn on"
      {...state}
      onClose={onClose}
    >
      <AppSecret {...setup} />
      <Field label="Code" hint="The six digits that the app shows now." error={errors.code?.message}>
        <CodeInput {...form.register('code')} />
      </Field>
    </FormDialog>
  );
}
