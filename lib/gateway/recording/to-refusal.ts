import { now } from '@/lib/clock';
import { hashSecret } from '@/lib/domain/key-secrets/secret';
import type { KeyRefusal } from '@/lib/domain/refusals/count';
import type { Refusal } from '@/lib/errors';
import type { Call } from '@/lib/gateway/call';
import { clientName } from '@/lib/gateway/recording/client-name';
import type { UnknownCall } from '@/lib/gateway/recording/ended-secret-buffer';
import { isRecorded } from '@/lib/gateway/recording/is-recorded';
import type { Redact } from '@/lib/gateway/recording/redact';

const PATH_LENGTH = 200;
/** A request can have very many fields that are wrong, with very long names. */
const MOST_FIELDS = 20;
const FIELD_LENGTH = 200;

/** The entry of a refused call in the log of its key; undefined if none is made. */
export function toRefusal(
  call: Call,
  refusal: Refusal,
  status: number,
  redact: Redact,
): KeyRefusal | undefined {
  const { key } = call;
  return key && isRecorded(status)
    ? { ...describeCall(call, refusal, status, redact), keyId: key.id }
    : undefined;
}

/** A refused call, as the log of its key shows it. */
function describeCall(
  call: Call,
  { code, fields = {}, detail = {} }: Refusal,
  status: number,
  redact: Redact,
): Omit<KeyRefusal, 'keyId'> {
  const { id, route, request, path, address, secrets } = call;
  const clean = (text: string) => redact(text, secrets);
  const short = (text: string) => clean(text).slice(0, FIELD_LENGTH);
  const wrong = Object.entries(fields).slice(0, MOST_FIELDS);
  const found = Object.entries(detail);
  return {
    at: now(),
    code,
    operation: route?.operation ?? null,
    address,
    requestId: id,
    method: request.method ?? '',
    path: clean(path).slice(0, PATH_LENGTH),
    status,
    client: clientName(call, redact),
    fields: Object.fromEntries(wrong.map(([field, problem]) => [short(field), short(problem)])),
    detail: Object.fromEntries(
      found.map(([name, value]) => [name, typeof value === 'string' ? clean(value) : value]),
    ),
  };
}

/** A refused call whose secret belongs to no key that works, for `EndedSecretBuffer`; undefined if it has none. */
export function toUnknownCall(
  call: Call,
  refusal: Refusal,
  status: number,
  redact: Redact,
): { hash: string; call: UnknownCall } | undefined {
  const { unknownSecret, route } = call;
  if (unknownSecret === undefined || !route) return undefined;
  const hash = hashSecret(unknownSecret).toString('hex');
  return { hash, call: { ...describeCall(call, refusal, status, redact), operation: route.operation } };
}
