import { hostOf, readWebhookUrl } from '@/lib/domain/webhook-urls/read-url';
import { resolveHost, UnusableHost } from '@/lib/domain/webhook-urls/resolve';
import { ok, type Result, refuseFields } from '@/lib/errors';

/**
 * Checks the URL of an endpoint before it is saved, including the addresses of its host name, and returns it as it is
 * stored. Every attempt checks it again, so it is accepted if the name servers do not answer now. Call it outside a
 * transaction, because it asks DNS.
 *
 * Refuses with INVALID_REQUEST for `field`.
 */
export async function checkWebhookUrl(text: string, field = 'url'): Promise<Result<string>> {
  const url = readWebhookUrl(text, field);
  if (!url.ok) return url;
  try {
    await resolveHost(hostOf(url.value));
  } catch (error) {
    if (!(error instanceof UnusableHost)) throw error;
    if (!error.temporary) return refuseFields({ [field]: error.message });
  }
  return ok(url.value.href);
}
