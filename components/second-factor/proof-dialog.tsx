'use client';

import { FormDialog } from '@/components/forms/form-dialog';
import { useActionForm } from '@/components/forms/use-action-form';
import { ProofFields, useSecondProof } from '@/components/second-factor/proof-fields';
import { proveSecondFactorSchema, type SecondFactorProof } from '@/lib/domain/second-factor/schema';
import type { Result } from '@/lib/errors';

interface ProofDialogProps<T> {
  title: string;
  description: string;
  action: string;
  danger?: boolean;
  submit(input: SecondFactorProof): Promise<Result<T>>;
  onDone(value: T): void;
  onClose(): void;
}

/** Asks for the member's password and, if there is a second factor, a code or a passkey before an action. */
export function ProofDialog<T>({ submit, onDone, ...dialog }: ProofDialogProps<T>) {
  const proof = useSecondProof();
  const { form, state } = useActionForm({
    schema: proveSecondFactorSchema,
    fields: ['password', 'code'],
    submit: (input) => proof.submitWith((passkey) => submit({ ...input, passkey })),
    onDone,
  });
  const { errors } = form.formState;
  return (
    <FormDialog {...dialog} {...state}>
      <ProofFields
        proof={proof}
        password={form.register('password')}
        code={() => form.register('code', { shouldUnregister: true })}
        errors={{ password: errors.password?.message, code: errors.code?.message }}
      />
    </FormDialog>
  );
}
