import type { WebhookPolicy } from '@/lib/domain/webhook-endpoints/policy';
import type { SettingsChange } from '@/lib/domain/webhook-settings/schema';
import { checkWebhookUrl } from '@/lib/domain/webhook-urls/check-url';
import { ok, type Result, refuseFields } from '@/lib/errors';

/** Refuses names that the provider does not have. */
function checkNames(
  { urls, options }: SettingsChange,
  policy: Pick<WebhookPolicy, 'slots' | 'options'>,
): Result<null> {
  const slots = new Set(policy.slots.map(({ name }) => name));
  const slot = Object.keys(urls).find((name) => !slots.has(name));
  if (slot !== undefined) return refuseFields({ [`urls.${slot}`]: 'There is no such setting.' });
  const option = Object.keys(options).find((name) => !policy.options?.includes(name));
  return option === undefined
    ? ok(null)
    : refuseFields({ [`options.${option}`]: 'There is no such setting.' });
}

function checkSecret(
  { secret }: SettingsChange,
  { secret: { accepts } }: Pick<WebhookPolicy, 'secret'>,
): Result<null> {
  if (secret === undefined) return ok(null);
  if (!accepts) return refuseFields({ secret: 'This secret can’t be chosen. Rotate it to get a new one.' });
  if (secret === null || (secret.length > 0 && secret.length <= accepts.maxLength)) return ok(null);
  return refuseFields({ secret: `Enter a secret of 1 to ${accepts.maxLength} characters.` });
}

/**
 * Checks a change before it is stored, including the addresses of the URLs' hosts, and returns it with the URLs as they are
 * stored. Call it outside a transaction, because it asks DNS. Refuses with INVALID_REQUEST.
 */
export async function checkSettings(
  settings: SettingsChange,
  policy: WebhookPolicy,
): Promise<Result<SettingsChange>> {
  for (const checked of [checkNames(settings, policy), checkSecret(settings, policy)]) {
    if (!checked.ok) return checked;
  }
  const urls: Record<string, string | null> = {};
  for (const [slot, url] of Object.entries(settings.urls)) {
    const checked = url === null ? ok(null) : await checkWebhookUrl(url, `urls.${slot}`);
    if (!checked.ok) return checked;
    urls[slot] = checked.value;
  }
  return ok({ ...settings, urls });
}
