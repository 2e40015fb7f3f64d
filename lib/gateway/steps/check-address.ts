import { isAllowed } from '@/lib/domain/allowlists/network';
import type { KnownKey } from '@/lib/domain/key-calls/known-key';
import { ok, type Result, refuse } from '@/lib/errors';
import { say } from '@/lib/say';

/** Checks that the allowlists of both the workspace and the key allow calls from `address`. */
export function checkAddress({ networks }: KnownKey, address: string): Result<null> {
  if (!isAllowed(networks.workspace, address)) return refuseAddress('account', 'workspace', address);
  if (!isAllowed(networks.key, address)) return refuseAddress(say`API key`, 'key', address);
  return ok(null);
}

function refuseAddress(owner: string, list: 'workspace' | 'key', address: string) {
  return refuse(
    'IP_NOT_ALLOWED',
    `This call comes from ${address}, which is not on the allowlist of this ${owner}. Add it in the portal.`,
    { detail: { list } },
  );
}
