import { appUrl } from '@/lib/env';

/** The page of the portal about a refused call, for the owner of its key. The path contains no secret. */
export function refusalUrl(keyId: string, requestId: string): string {
  return `${appUrl()}/settings/api-keys/${keyId}?request=${requestId}#rejected-calls`;
}
