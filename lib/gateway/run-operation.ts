import type { ApiKeyActor, MemberActor } from '@/lib/domain/actor';
import type { OperationResult } from '@/lib/domain/idempotency/idempotent-request';
import type { IdempotencyKey } from '@/lib/domain/idempotency/stored-response';
import type { OperationCall } from '@/lib/domain/operations';
import { ok, type Refusal, type Result } from '@/lib/errors';
import { type GatewayResponse, replay, toResponse } from '@/lib/gateway/response';
import type { CompiledOperation } from '@/lib/gateway/routes';
import { withSentValue } from '@/lib/gateway/sent-value';
import type { CallInput } from '@/lib/gateway/steps/read-input';
import type { Profile, Route, WireRequest } from '@/lib/profiles/profile';
import { traced } from '@/lib/spans';

/** The path with the wire name of its longest part that has one: `limits.senders.0` is `senders.0`. */
function toWirePath(path: string, names: Readonly<Record<string, string>>): string {
  const parts = path.split('.');
  for (let length = parts.length; length > 0; length -= 1) {
    const name = names[parts.slice(0, length).join('.')];
    if (name !== undefined) return [name, ...parts.slice(length)].join('.');
  }
  return path;
}

/** The refusal with the names of its fields as the caller sent them. Its sentence names fields in backticks. */
function withWireNames(refusal: Refusal, { fields: names }: Route): Refusal {
  if (!names) return refusal;
  const rename = (path: string) => toWirePath(path, names);
  const message = refusal.message.replace(/`([\w.]+)`/g, (_, path: string) => `\`${rename(path)}\``);
  if (!refusal.fields) return { ...refusal, message };
  const fields = Object.entries(refusal.fields).map(([path, problem]) => [rename(path), problem]);
  return { ...refusal, message, fields: Object.fromEntries(fields) };
}

/** Nothing has an id that cannot be one: input that is wrong only in the path is an unknown address. */
function withUnknownPath(refusal: Refusal, { params }: WireRequest): Refusal {
  const fields = Object.keys(refusal.fields ?? {});
  const inPath = Object.keys(Object(params));
  const isPathWrong = refusal.code === 'INVALID_REQUEST' && fields.length > 0;
  if (!isPathWrong || !fields.every((field) => inPath.includes(field))) return refusal;
  return { code: 'NOT_FOUND', message: 'There is nothing at this address.' };
}

/** The response to an operation: its output or its refusal, as the route writes them. */
function toResult(
  result: OperationResult<unknown>,
  route: Route,
  { wire, input }: CallInput,
  profile: Profile,
): Result<GatewayResponse> {
  if (!result.ok) {
    const refusal = withWireNames(withSentValue(result.refusal, input), route);
    return { ok: false, refusal: withUnknownPath(refusal, wire) };
  }
  return ok('stored' in result ? replay(result.stored, profile) : toResponse(route, result.value, wire));
}

/** Runs the verb of a route and turns its result into a response. */
export async function runOperation(
  { route, operation }: CompiledOperation,
  call: CallInput,
  actor: ApiKeyActor,
  { key, nonce }: Pick<OperationCall<unknown>, 'key' | 'nonce'>,
  idempotencyKey: IdempotencyKey | undefined,
  profile: Profile,
): Promise<Result<GatewayResponse>> {
  const run = () =>
    operation.run(actor, call.input, {
      key,
      nonce,
      policy: profile.keys,
      webhooks: profile.webhooks,
      request: idempotencyKey && {
        ...idempotencyKey,
        toResponse: (output) => toResponse(route, output, call.wire),
      },
    });
  const result = await traced(() => ({ kind: 'verb', name: route.operation }), run);
  return toResult(result, route, call, profile);
}

/** Runs the verb of a route that accepts a portal session. */
export async function runAsMember(
  { route, operation }: CompiledOperation,
  call: CallInput,
  actor: MemberActor,
  request: IdempotencyKey | undefined,
  profile: Profile,
): Promise<Result<GatewayResponse>> {
  if (!operation.runAsMember) throw new Error(`Members cannot do ${route.operation}.`);
  const result = await operation.runAsMember(actor, call.input, { policy: profile.keys, request });
  return toResult(result, route, call, profile);
}
