import { useState } from 'react';
import type { UseFormRegisterReturn } from 'react-hook-form';
import { signWithPasskey } from '@/components/passkeys/sign-with-passkey';
import { CodeInput } from '@/components/second-factor/code-input';
import { useSecondFactor } from '@/components/second-factor/second-factor-provider';
import { atCodeField } from '@/components/second-factor/wrong-code';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { PasswordInput } from '@/components/ui/password-input';
import type { PasskeyProof } from '@/lib/domain/passkeys/schema';
import type { Result } from '@/lib/errors';

type SecondProof = 'code' | 'passkey' | null;

/**
 * How the member proves the second factor next to the password: with a code, with a passkey, or, without a second factor,
 * not at all.
 * @returns the way, a function that changes it if there are two, and one that asks for the passkey before it submits
 */
export function useSecondProof() {
  const { factors, offerPasskey } = useSecondFactor();
  const [by, setBy] = useState<'code' | 'passkey'>(factors.passkeys && !factors.app ? 'passkey' : 'code');
  const way: SecondProof = factors.on ? by : null;
  return {
    way,
    change: factors.passkeys ? () => setBy(by === 'code' ? 'passkey' : 'code') : undefined,
    async submitWith<T>(submit: (passkey?: PasskeyProof) => Promise<Result<T>>): Promise<Result<T>> {
      if (way !== 'passkey') return atCodeField(await submit());
      const signed = await signWithPasskey(() => offerPasskey({}));
      return signed.ok ? submit(signed.value) : signed;
    },
  };
}

interface ProofFieldsProps {
  proof: Pick<ReturnType<typeof useSecondProof>, 'way' | 'change'>;
  password: UseFormRegisterReturn;
  /** Registered only while it is shown, so that it is not sent otherwise. */
  code: () => UseFormRegisterReturn;
  errors: { password?: string; code?: string };
}

/** The fields that prove who the member is: the password and, with a second factor, a code or a passkey. */
export function ProofFields({ proof: { way, change }, password, code, errors }: ProofFieldsProps) {
  return (
    <>
      <Field label="Your password" error={errors.password}>
        <PasswordInput autoComplete="current-password" {...password} />
      </Field>
      {way === 'code' && (
        <Field label="Code" hint="From your authenticator app, or a recovery code." error={errors.code}>
          <CodeInput inputMode="text" {...code()} />
        </Field>
      )}
      {way === 'passkey' && <p className="text-ink-muted">Your browser asks for your passkey next.</p>}
      {way && change && (
        <Button variant="link" size="inline" onClick={change}>
          {way === 'code' ? 'Use a passkey instead' : 'Use a code instead'}
        </Button>
      )}
    </>
  );
}
