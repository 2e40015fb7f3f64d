import { z } from 'zod';
import { readCsrfToken } from '@/app/(auth)/_components/csrf-token';
import type { PasskeyProof } from '@/lib/domain/passkeys/schema';
import type { SignInInput, SignUpInput } from '@/lib/domain/users/schema';
import { ok, type Refusal, type Result, refuse } from '@/lib/errors';

const callbackAnswer = z.object({ url: z.url() });

/** The refusals of a sign-in or a sign-up. */
const refusal = z.object({
  code: z.enum([
    'INVALID_REQUEST',
    'INVALID_CREDENTIALS',
    'EMAIL_NOT_VERIFIED',
    'SECOND_FACTOR_REQUIRED',
    'CONFLICT',
    'WRONG_CODE',
    'TOO_MANY_ATTEMPTS',
    'FORBIDDEN',
    'INTERNAL_ERROR',
  ]),
  message: z.string(),
  fields: z.record(z.string(), z.string()).optional(),
  detail: z.record(z.string(), z.number()).optional(),
}) satisfies z.ZodType<Refusal>;

const failed = () => refuse('INTERNAL_ERROR', 'Couldn’t sign you in. Please try again.');

/**
 * Signs in with a password and, if the account has a second factor, a code or a passkey. With the token of an emailed link
 * if the address is not confirmed.
 */
export function postCredentials({
  email,
  password,
  code,
  passkey,
  linkToken,
}: SignInInput): Promise<Result<null>> {
  const signature = passkey && { passkey: JSON.stringify(passkey) };
  return postSignIn('credentials', {
    email,
    password,
    ...(code && { code }),
    ...signature,
    ...(linkToken && { linkToken }),
  });
}

/** Creates an account and signs in to it. */
export function postSignUp(account: SignUpInput): Promise<Result<null>> {
  return postSignIn('sign-up', { ...account });
}

/** Signs in with a passkey alone. */
export function postPasskey(passkey: PasskeyProof): Promise<Result<null>> {
  return postSignIn('passkey', { passkey: JSON.stringify(passkey) });
}

/**
 * Signs in through next-auth's endpoints and sets the session cookie. Unlike next-auth's own client, it leaves the
 * navigation to the page.
 */
async function postSignIn(
  provider: 'credentials' | 'passkey' | 'sign-up',
  fields: Record<string, string>,
): Promise<Result<null>> {
  const csrfToken = await readCsrfToken();
  if (!csrfToken) return failed();
  const answer = await fetch(`/api/auth/callback/${provider}`, {
    method: 'POST',
    body: new URLSearchParams({ ...fields, csrfToken, json: 'true' }),
  });
  if (answer.ok && !answer.redirected) {
    const { url } = callbackAnswer.parse(await answer.json());
    return new URL(url).searchParams.has('csrf') ? failed() : ok(null);
  }
  if (answer.status !== 401) return failed();
  const { url } = callbackAnswer.parse(await answer.json());
  const error = new URL(url).searchParams.get('error');
  return error ? { ok: false, refusal: refusal.parse(JSON.parse(error)) } : failed();
}
