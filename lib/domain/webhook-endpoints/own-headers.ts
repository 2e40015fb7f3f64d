import { z } from 'zod';
import { seal, unseal } from '@/lib/crypto';

const PURPOSE = 'webhook-headers';

const stored = z.record(z.string(), z.string());

/** Headers as the database stores them; null without any. */
export function sealHeaders(headers: Readonly<Record<string, string>>): Buffer<ArrayBuffer> | null {
  return Object.keys(headers).length === 0 ? null : seal(PURPOSE, JSON.stringify(headers));
}

/** What `sealHeaders` sealed. */
export function openHeaders(sealed: Uint8Array | null): Record<string, string> {
  return sealed ? stored.parse(JSON.parse(unseal(PURPOSE, sealed))) : {};
}
