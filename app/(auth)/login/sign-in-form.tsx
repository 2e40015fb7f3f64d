'use client';

import { useState } from 'react';
import { AuthForm } from '@/app/(auth)/_components/auth-form';
import { TextLink } from '@/app/(auth)/_components/text-link';
import { offerPasskeyToGuestAction } from '@/app/(auth)/actions';
import { CodeField } from '@/app/(auth)/login/code-field';
import { useActionForm } from '@/components/forms/use-action-form';
import { loadChunk } from '@/components/load-chunk';
import { PasskeyButton } from '@/components/passkeys/passkey-button';
import { atCodeField } from '@/components/second-factor/wrong-code';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { PasswordInput } from '@/components/ui/password-input';
import type { PasskeyProof } from '@/lib/domain/passkeys/schema';
import type { SignInInput } from '@/lib/domain/users/schema';
import { refuse } from '@/lib/errors';
import { withReturnPath } from '@/lib/return-path';

const fetchRequest = () => import('@/app/(auth)/_components/post-credentials');

async function fetchSchema() {
  const [{ signInSchema }] = await Promise.all([import('@/lib/domain/users/schema'), fetchRequest()]);
  return signInSchema;
}

async function signIn(values: SignInInput) {
  const { postCredentials } = await fetchRequest();
  return atCodeField(await postCredentials(values));
}

interface SignInFormProps {
  /** The page that the guest asked for. */
  next: string | undefined;
  /** The token of the emailed link that the guest has opened. */
  linkToken: string | undefined;
  /** Whether passkeys work at this address. */
  passkeys: boolean;
}

/** The second factors of the account whose password was correct. */
type AskedFactors = Record<'app' | 'passkeys', boolean>;

/** Asks for email address and password, then for a code or a passkey if the account has a second factor; or for a passkey. */
export function SignInForm({ next, linkToken, passkeys }: SignInFormProps) {
  const [asked, setAsked] = useState<AskedFactors>();
  const [done, setDone] = useState(false);
  const { form, state } = useActionForm({
    schema: fetchSchema,
    fields: ['email', 'password', 'code'],
    submit: (values: SignInInput) => signIn({ ...values, linkToken }),
    onDone: leave,
    /** A correct password can require a second factor. */
    onRefused({ code, detail }) {
      if (code !== 'SECOND_FACTOR_REQUIRED') return false;
      setAsked({ app: detail?.app !== 0, passkeys: detail?.passkeys === 1 });
      return true;
    },
  });
  const { errors } = form.formState;

  function leave() {
    setDone(true);
    // The server knows the pages of the account that signed in.
    window.location.assign(withReturnPath('/login', next));
  }

  function goBack() {
    form.resetField('code');
    form.clearErrors();
    setAsked(undefined);
  }

  /** A passkey after the password, or instead of it. */
  async function submitPasskey(passkey: PasskeyProof) {
    const request = await loadChunk(fetchRequest);
    if (!request) return refuse('INTERNAL_ERROR', 'The passkey could not be used. Try again.');
    const { email, password } = form.getValues();
    return asked
      ? request.postCredentials({ email, password, passkey, linkToken })
      : request.postPasskey(passkey);
  }

  return (
    <div className="space-y-4">
      <AuthForm action={asked ? 'Verify' : 'Sign in'} {...state} pending={state.pending || done}>
        {asked ? (
          <CodeField
            hasApp={asked.app}
            email={form.getValues('email')}
            error={errors.code?.message}
            field={form.register('code')}
          />
        ) : (
          <>
            <Field label="Email" error={errors.email?.message}>
              <Input type="email" autoComplete="username" {...form.register('email')} />
            </Field>
            <Field label="Password" error={errors.password?.message}>
              <PasswordInput autoComplete="current-password" {...form.register('password')} />
            </Field>
          </>
        )}
      </AuthForm>
      {(asked ? asked.passkeys : passkeys) && (
        <PasskeyButton
          key={asked ? 'second' : 'only'}
          offer={() => offerPasskeyToGuestAction({})}
          submit={submitPasskey}
          onDone={leave}
        />
      )}
      <p className="text-center">
        {asked ? (
          <Button variant="link" size="inline" onClick={goBack}>
            Back
          </Button>
        ) : (
          <TextLink href="/forgot-password">Forgot your password?</TextLink>
        )}
      </p>
    </div>
  );
}
