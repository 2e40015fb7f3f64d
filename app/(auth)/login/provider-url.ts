import { z } from 'zod';
import { readCsrfToken } from '@/app/(auth)/_components/csrf-token';
import { withReturnPath } from '@/lib/return-path';

const answerSchema = z.object({ url: z.url() });

/** Gets the URL of the provider from next-auth, with a state that belongs to this browser. Null if that fails. */
export async function fetchProviderUrl(next: string | undefined): Promise<string | null> {
  const csrfToken = await readCsrfToken();
  if (!csrfToken) return null;
  const answer = await fetch('/api/auth/signin/openid', {
    method: 'POST',
    body: new URLSearchParams({ csrfToken, callbackUrl: withReturnPath('/login', next), json: 'true' }),
  });
  if (!answer.ok) return null;
  const { url } = answerSchema.parse(await answer.json());
  // next-auth redirects to its own page if it can't reach the provider.
  return new URL(url).pathname.startsWith('/api/auth/') ? null : url;
}
