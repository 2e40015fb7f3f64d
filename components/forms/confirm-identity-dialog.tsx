import { useState } from 'react';
import { flushSync } from 'react-dom';
import { FormDialog } from '@/components/forms/form-dialog';
import { useActionForm } from '@/components/forms/use-action-form';
import { CodeInput } from '@/components/second-factor/code-input';
import { useHasSecondFactor } from '@/components/second-factor/second-factor-provider';
import { atCodeField } from '@/components/second-factor/wrong-code';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { PasswordInput } from '@/components/ui/password-input';
import { type IdentityProof, identityProofSchema } from '@/lib/domain/second-factor/identity-schema';
import type { Result } from '@/lib/errors';

const PROOFS = {
  password: { name: 'password', other: 'code', switch: 'Use a code instead' },
  code: { name: 'code', other: 'password', switch: 'Use your password instead' },
} as const;

interface ConfirmIdentityDialogProps<Done> {
  title: string;
  /** What is shown then, such as “secret”. */
  shows: string;
  submit(proof: IdentityProof): Promise<Result<Done>>;
  onDone(done: Done): void;
  onClose(): void;
}

/** Asks for the member's password, or a code of their second factor, before something secret is shown again. */
export function ConfirmIdentityDialog<Done>({
  title,
  shows,
  submit,
  onDone,
  onClose,
}: ConfirmIdentityDialogProps<Done>) {
  const [by, setBy] = useState<keyof typeof PROOFS>('password');
  const hasSecondFactor = useHasSecondFactor();
  const { form, state } = useActionForm({
    schema: identityProofSchema,
    fields: ['password', 'code'],
    submit: async (proof) => atCodeField(await submit(proof)),
    onDone,
  });
  const { errors } = form.formState;
  const proof = PROOFS[by];
  // Only the field that is shown is sent.
  const field = form.register(by, { shouldUnregister: true });

  function switchProof() {
    flushSync(() => setBy(proof.other));
    form.setFocus(proof.other);
  }

  return (
    <FormDialog
      title={title}
      description={`Enter your ${proof.name} to see the ${shows}. The audit log records that you viewed it.`}
      action={`Show ${shows}`}
      {...state}
      onClose={onClose}
    >
      {by === 'password' ? (
        <Field label="Your password" error={errors.password?.message}>
          <PasswordInput autoComplete="current-password" {...field} />
        </Field>
      ) : (
        <Field label="Code from your app, or a recovery code" error={errors.code?.message}>
          <CodeInput {...field} />
        </Field>
      )}
      {hasSecondFactor && (
        <Button variant="link" size="inline" onClick={switchProof}>
          {proof.switch}
        </Button>
      )}
    </FormDialog>
  );
}
