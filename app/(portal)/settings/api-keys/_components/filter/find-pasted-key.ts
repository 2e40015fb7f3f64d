import { identifyApiKeyAction } from '@/app/(portal)/settings/api-keys/actions';
import { failedCall } from '@/components/outdated/failed-call';
import { toast } from '@/components/ui/toast';

/** The URL of the key with a pasted secret, which is sent in the body of a request. If there is none, shows why. */
export async function findPastedKey(secret: string): Promise<string | undefined> {
  const found = await identifyApiKeyAction({ secret }).catch(failedCall);
  if (found.ok) return `/settings/api-keys/${found.value.keyId}?pasted=${found.value.pasted}`;
  toast.error(found.refusal.message);
  return undefined;
}
