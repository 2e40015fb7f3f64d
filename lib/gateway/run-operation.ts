import type { ApiKeyActor } from '@/lib/domain/actor';
import type { IdempotencyKey } from '@/lib/domain/idempotency/with-idempotency';
import type { KnownKey } from '@/lib/domain/key-calls/look-up';
import { ok, type Refusal, type Result } from '@/lib/errors';
import { type GatewayResponse, replay, toResponse } from '@/lib/gateway/response';
import type { CompiledRoute } from '@/lib/gateway/routes';
import type { CallInput } from '@/lib/gateway/steps/read-input';
import type { Profile, Route } from '@/lib/profiles/profile';

/** The refusal with the names of its fields as the caller sent them. Its sentence names fields in backticks. */
function withWireNames(refusal: Refusal, { fields: names }: Route): Refusal {
  if (!names) return refusal;
  const message = refusal.message.replace(/`(\w+)`/g, (_, field: string) => `\`${names[field] ?? field}\``);
  if (!refusal.fields) return { ...refusal, message };
  const rename = (path: string) => {
    const [field = '', ...rest] = path.split('.');
    return [names[field] ?? field, ...rest].join('.');
  };
  const fields = Object.entries(refusal.fields).map(([path, problem]) => [rename(path), problem]);
  return { ...refusal, message, fields: Object.fromEntries(fields) };
}

/** Runs the verb of a route and turns its result into a response. */
export async function runOperation(
  { route, operation }: CompiledRoute,
  { wire, input }: CallInput,
  actor: ApiKeyActor,
  key: KnownKey,
  idempotencyKey: IdempotencyKey | undefined,
  profile: Profile,
): Promise<Result<GatewayResponse>> {
  const respond = (output: unknown) => toResponse(route, output, wire);
  const result = await operation.run(actor, input, {
    key,
    request: idempotencyKey && { ...idempotencyKey, toResponse: respond },
  });
  if (!result.ok) return { ok: false, refusal: withWireNames(result.refusal, route) };
  return ok('stored' in result ? replay(result.stored, profile) : respond(result.value));
}
