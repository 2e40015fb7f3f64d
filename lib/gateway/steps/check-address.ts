import { isAllowed } from '@/lib/domain/allowlists/network';
import type { KnownKey } from '@/lib/domain/api-keys/look-up';
import { type Step, stop } from '@/lib/gateway/problem';

/** Whether calls may come from `address`: both the workspace's allowlist and the key's must say so. */
export function checkAddress({ networks }: KnownKey, address: string): Step<null> {
  if (!isAllowed(networks.workspace, address)) return refuse('account', 'workspace', address);
  if (!isAllowed(networks.key, address)) return refuse('API key', 'key', address);
  return { ok: true, value: null };
}

function refuse(owner: string, list: 'workspace' | 'key', address: string) {
  return stop(
    'IP_NOT_ALLOWED',
    `This call comes from ${address}, which is not on the allowlist of this ${owner}. Add it in the portal.`,
    { detail: { list } },
  );
}
