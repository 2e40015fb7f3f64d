import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { parseItem } from 'structured-headers';
import type { ApiKeyActor } from '@/lib/domain/actor';
import type { OnceOnly } from '@/lib/domain/idempotency/once';
import { ok, type Result, refuse } from '@/lib/errors';
import { headerValues } from '@/lib/gateway/header-values';
import { takesBody } from '@/lib/gateway/steps/check-syntax';
import type { OperationRoute } from '@/lib/profiles/types';

const LONGEST = 255;
/** Visible characters and spaces, as a structured field's string may hold. */
const PRINTABLE = /^[ -~]+$/;

/** The key in the header's value: quoted, as the draft has it, or bare, as most clients send it. */
function readKey(value: string): string | undefined {
  if (!value.startsWith('"')) return value;
  try {
    const [key, parameters] = parseItem(value);
    return typeof key === 'string' && parameters.size === 0 ? key : undefined;
  } catch {
    return undefined;
  }
}

/** What names the request, where the caller wants an operation to take effect once. */
export function readOnce(
  request: IncomingMessage,
  route: OperationRoute,
  { workspaceId, environment }: ApiKeyActor,
  body: Buffer,
): Result<OnceOnly | undefined> {
  const [value, ...more] = headerValues(request, 'idempotency-key');
  if (!takesBody(route) || value === undefined) return ok(undefined);
  const key = readKey(value.trim());
  if (!key || key.length > LONGEST || !PRINTABLE.test(key) || more.length > 0) {
    const message = `Give one Idempotency-Key, of 1 to ${LONGEST} printable ASCII characters.`;
    return refuse('MALFORMED_REQUEST', message);
  }
  const requestHash = Buffer.from(createHash('sha256').update(body).digest());
  return ok({ workspaceId, environment, operation: route.operation, key, requestHash });
}
