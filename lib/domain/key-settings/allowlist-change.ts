import type { Allowlist } from '@/lib/domain/allowlists/schema';

/** What sets the networks that a key may be used from. */
export function allowlistChange(from: Allowlist, to: Allowlist) {
  return { action: 'api_key.set_allowlist', data: { allowlist: to }, detail: { from, to } } as const;
}
