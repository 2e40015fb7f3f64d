import { ok, type Result, refuseFields } from '@/lib/errors';

/** The normalized URL. Refuses with INVALID_REQUEST a URL that contains a user name or a password. */
export async function checkWebhookUrl(url: string): Promise<Result<string>> {
  const parsed = new URL(url);
  if (!parsed.username && !parsed.password) return ok(parsed.href);
  return refuseFields({ url: 'Remove the user name and password. Verify our signature instead.' });
}
