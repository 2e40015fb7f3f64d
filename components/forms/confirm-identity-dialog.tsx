import { useState } from 'react';
import { flushSync } from 'react-dom';
import { FormDialog } from '@/components/forms/form-dialog';
import { useActionForm } from '@/components/forms/use-action-form';
import { signWithPasskey } from '@/components/passkeys/sign-with-passkey';
import { CodeInput } from '@/components/second-factor/code-input';
import { useSecondFactor } from '@/components/second-factor/second-factor-provider';
import { atCodeField } from '@/components/second-factor/wrong-code';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { PasswordInput } from '@/components/ui/password-input';
import { type IdentityProof, identityProofSchema } from '@/lib/domain/second-factor/identity-schema';
import type { Result } from '@/lib/errors';

const PROOFS = {
  password: { asks: 'Enter your password', switch: 'Use your password instead' },
  code: { asks: 'Enter your code', switch: 'Use a code instead' },
  passkey: { asks: 'Use your passkey', switch: 'Use a passkey instead' },
} as const;

type Proof = keyof typeof PROOFS;

interface ConfirmIdentityDialogProps<Done> {
  title: string;
  /** What is shown then, such as “secret”; or what happens then, with the label of the button that does it. */
  shows: string | { before: string; action: string };
  submit(proof: IdentityProof): Promise<Result<Done>>;
  onDone(done: Done): void;
  onClose(): void;
}

/**
 * Asks for the member's password, a code of their second factor or a passkey before something secret is shown again or
 * something dangerous happens.
 */
export function ConfirmIdentityDialog<Done>({
  title,
  shows,
  submit,
  onDone,
  onClose,
}: ConfirmIdentityDialogProps<Done>) {
  const [by, setBy] = useState<Proof>('password');
  const { factors, offerPasskey } = useSecondFactor();
  const ways: Proof[] = [
    'password',
    ...(factors.on ? ['code' as const] : []),
    ...(factors.passkeys ? ['passkey' as const] : []),
  ];
  const { form, state } = useActionForm({
    schema: identityProofSchema,
    fields: ['password', 'code'],
    async submit(proof) {
      if (by !== 'passkey') return atCodeField(await submit(proof));
      const signed = await signWithPasskey(() => offerPasskey({}));
      return signed.ok ? submit({ passkey: signed.value }) : signed;
    },
    onDone,
  });
  const { errors } = form.formState;
  const { before, action } =
    typeof shows === 'string'
      ? { before: `to see the ${shows}. The audit log records that you viewed it.`, action: `Show ${shows}` }
      : shows;
  // Only the field that is shown is sent.
  const register = (name: 'password' | 'code') => form.register(name, { shouldUnregister: true });

  function switchTo(way: Proof) {
    flushSync(() => setBy(way));
    if (way !== 'passkey') form.setFocus(way);
  }

  return (
    <FormDialog
      title={title}
      description={`${PROOFS[by].asks} ${before}`}
      action={action}
      danger={typeof shows !== 'string'}
      {...state}
      onClose={onClose}
    >
      {by === 'password' && (
        <Field label="Your password" error={errors.password?.message}>
          <PasswordInput autoComplete="current-password" {...register('password')} />
        </Field>
      )}
      {by === 'code' && (
        <Field label="Code from your app, or a recovery code" error={errors.code?.message}>
          <CodeInput {...register('code')} />
        </Field>
      )}
      {ways.length > 1 && (
        <p className="flex flex-wrap gap-x-4 gap-y-1">
          {ways
            .filter((way) => way !== by)
            .map((way) => (
              <Button key={way} variant="link" size="inline" onClick={() => switchTo(way)}>
                {PROOFS[way].switch}
              </Button>
            ))}
        </p>
      )}
    </FormDialog>
  );
}
