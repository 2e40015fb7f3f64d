import type { KeyRefusal } from '@/lib/domain/refusals/count';
import type { EndedSecret } from '@/lib/domain/refusals/ended-secrets';
import type { KeyUse } from '@/lib/domain/usage/record';
import type { UnknownCall } from '@/lib/gateway/recording/ended-secret-buffer';

/** The entry of a call with an ended secret in the log of its key. */
export function toEndedRefusal({ keyId, maskedSecret, cause }: EndedSecret, call: UnknownCall): KeyRefusal {
  return { ...call, keyId, detail: { cause, secret: maskedSecret } };
}

/** A call with an ended secret counts as a rejected one of its key. */
export function toEndedUse({ keyId, secretId }: EndedSecret, call: UnknownCall): KeyUse {
  const { at, operation, status, address, client } = call;
  const nothing = { isAuthenticated: false, position: null, page: null, inUrl: false };
  return { keyId, secretId, at, operation, status, address, client, ...nothing };
}
