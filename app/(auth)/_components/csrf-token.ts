import { z } from 'zod';

const csrfAnswer = z.object({ csrfToken: z.string() });

/** The CSRF token that next-auth expects in a POST; null if next-auth does not respond. */
export async function readCsrfToken(): Promise<string | null> {
  const answer = await fetch('/api/auth/csrf');
  return answer.ok ? csrfAnswer.parse(await answer.json()).csrfToken : null;
}
