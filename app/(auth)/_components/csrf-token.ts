import { z } from 'zod';

const csrfAnswer = z.object({ csrfToken: z.string() });

/** The token that next-auth wants with what is posted to it; null when it does not answer. */
export async function readCsrfToken(): Promise<string | null> {
  const answer = await fetch('/api/auth/csrf');
  return answer.ok ? csrfAnswer.parse(await answer.json()).csrfToken : null;
}
