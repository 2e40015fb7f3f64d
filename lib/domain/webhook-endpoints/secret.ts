import { seal, unseal } from '@/lib/crypto';

const PURPOSE = 'webhook-secret';

/** An endpoint's secret as the database stores it. The server signs with the secret itself, so it is sealed, not hashed. */
export function sealWebhookSecret(secret: string): Buffer<ArrayBuffer> {
  return seal(PURPOSE, secret);
}

/** What `sealWebhookSecret` sealed. */
export function openWebhookSecret(sealed: Uint8Array): string {
  return unseal(PURPOSE, sealed);
}
