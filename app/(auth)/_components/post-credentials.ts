import { z } from 'zod';
import { readCsrfToken } from '@/app/(auth)/_components/csrf-token';
import type { SignInInput } from '@/lib/domain/users/schema';
import { ok, type Refusal, type Result, refuse } from '@/lib/errors';

const callbackAnswer = z.object({ url: z.url() });

/** What a sign-in may be refused with. */
const refusal = z.object({
  code: z.enum([
    'INVALID_REQUEST',
    'INVALID_CREDENTIALS',
    'SECOND_FACTOR_REQUIRED',
    'WRONG_CODE',
    'TOO_MANY_ATTEMPTS',
    'FORBIDDEN',
    'INTERNAL_ERROR',
  ]),
  message: z.string(),
}) satisfies z.ZodType<Refusal>;

const failed = () => refuse('INTERNAL_ERROR', 'Keydesk could not sign you in. Please try again.');

/**
 * Signs in through next-auth's endpoints and sets the session cookie. It does what next-auth's own client does,
 * but leaves where to go next to the page, on whichever address it was opened.
 */
export async function postCredentials({ email, password, code }: SignInInput): Promise<Result<null>> {
  const csrfToken = await readCsrfToken();
  if (!csrfToken) return failed();
  const answer = await fetch('/api/auth/callback/credentials', {
    method: 'POST',
    body: new URLSearchParams({ email, password, ...(code && { code }), csrfToken, json: 'true' }),
  });
  if (answer.ok && !answer.redirected) {
    const { url } = callbackAnswer.parse(await answer.json());
    return new URL(url).searchParams.has('csrf') ? failed() : ok(null);
  }
  if (answer.status !== 401) return failed();
  const { url } = callbackAnswer.parse(await answer.json());
  const told = new URL(url).searchParams.get('error');
  return told ? { ok: false, refusal: refusal.parse(JSON.parse(told)) } : failed();
}
