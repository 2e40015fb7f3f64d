import { appUrl } from '@/lib/env';
import type { RefusalCode } from '@/lib/errors';

/**
 * The page of the portal about a refused call, for the owner of its key. If the call is not stored by itself, the page shows
 * those with its code. The path contains no secret.
 */
export function refusalUrl(keyId: string, requestId: string, code: RefusalCode): string {
  return `${appUrl()}/settings/api-keys/${keyId}?code=${code}&request=${requestId}#rejected-calls`;
}
