'use client';

import type { z } from 'zod';
import { FormDialog } from '@/components/forms/form-dialog';
import { useActionForm } from '@/components/forms/use-action-form';
import { CodeInput } from '@/components/second-factor/code-input';
import { atCodeField } from '@/components/second-factor/wrong-code';
import { Field } from '@/components/ui/field';
import { PasswordInput } from '@/components/ui/password-input';
import { proveSecondFactorSchema } from '@/lib/domain/second-factor/schema';
import type { Result } from '@/lib/errors';

interface ConfirmIdentityDialogProps<T> {
  title: string;
  description: string;
  action: string;
  danger?: boolean;
  submit(input: z.output<typeof proveSecondFactorSchema>): Promise<Result<T>>;
  onDone(value: T): void;
  onClose(): void;
}

/** Asks for the member's password and a code before an action. */
export function ConfirmIdentityDialog<T>({ submit, onDone, ...dialog }: ConfirmIdentityDialogProps<T>) {
  const { form, state } = useActionForm({
    schema: proveSecondFactorSchema,
    values: { password: '', code: '' },
    fields: ['password', 'code'],
    submit: async (input) => atCodeField(await submit(input)),
    onDone,
  });
  const { errors } = form.formState;
  return (
    <FormDialog {...dialog} {...state}>
      <Field label="Your password" error={errors.password?.message}>
        <PasswordInput autoComplete="current-password" {...form.register('password')} />
      </Field>
      <Field
        label="Code"
        hint="From your authenticator app, or a recovery code."
        error={errors.code?.message}
      >
        <CodeInput inputMode="text" {...form.register('code')} />
      </Field>
    </FormDialog>
  );
}
