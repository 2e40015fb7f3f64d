import type { KeyRefusal } from '@/lib/domain/refusals/count';
import type { EndedSecret } from '@/lib/domain/refusals/ended-secrets';
import type { KeyUse } from '@/lib/domain/usage/record';
import { countedStatus } from '@/lib/gateway/recording/counted-status';
import type { UnknownCall } from '@/lib/gateway/recording/ended-secret-buffer';

/** The entry of a call with an ended secret in the log of its key. */
export function toEndedRefusal({ keyId, maskedSecret, cause }: EndedSecret, call: UnknownCall): KeyRefusal {
  return { ...call, keyId, detail: { cause, secret: maskedSecret } };
}

/** A call with an ended secret counts as a rejected one of its key. */
export function toEndedUse({ keyId, secretId }: EndedSecret, call: UnknownCall): KeyUse {
  const { at, operation, address, client } = call;
  const status = countedStatus(call.status, 'INVALID_API_KEY');
  const nothing = { isAuthenticated: false, position: null, page: null, inUrl: false };
  return { keyId, secretId, at, operation, status, address, client, ...nothing };
}
