import { now } from '@/lib/clock';
import type { KeyUse } from '@/lib/domain/usage/record';
import type { Refusal } from '@/lib/errors';
import type { Call } from '@/lib/gateway/call';
import { callingPage } from '@/lib/gateway/recording/calling-page';
import { clientName } from '@/lib/gateway/recording/client-name';
import { countedStatus } from '@/lib/gateway/recording/counted-status';
import type { Redact } from '@/lib/gateway/recording/redact';

/** The use of a key by a call: every call with a known key counts, also if it was refused. */
export function toUse(
  call: Call,
  answered: number,
  refusal: Refusal | undefined,
  redact: Redact,
): KeyUse | undefined {
  const { key, route, request, address, position, secrets, isKeyInUrl } = call;
  if (!key || !route) return undefined;
  const status = refusal ? countedStatus(answered, refusal.code) : answered;
  return {
    keyId: key.id,
    secretId: key.secretId,
    at: now(),
    operation: route.operation,
    status,
    isAuthenticated: !(refusal && status === 401),
    address,
    position: position ?? null,
    client: clientName(call, redact),
    page: callingPage(request.headers, (text) => redact(text, secrets)),
    inUrl: isKeyInUrl === true,
    signature: call.signature,
  };
}
