import { ok, type Result, refuse, refuseFields } from '@/lib/errors';
import type { CallInput } from '@/lib/gateway/operations/operation';
import { takesBody } from '@/lib/gateway/steps/check-syntax';
import type { OperationRoute } from '@/lib/profiles/types';

const utf8 = new TextDecoder('utf-8', { fatal: true });

function parseJson(body: Buffer): Result<unknown> {
  try {
    return ok(JSON.parse(utf8.decode(body)));
  } catch {
    return refuse('MALFORMED_REQUEST', 'The body is not JSON.');
  }
}

/** The query's parameters; each may be given once. */
function parseQuery(query: string): Result<Record<string, string>> {
  const given = [...new URLSearchParams(query)];
  const parameters = Object.fromEntries(given);
  const names = given.map(([name]) => name);
  const repeated = names.filter((name, index) => names.indexOf(name) !== index);
  if (repeated.length === 0) return ok(parameters);
  return refuseFields(Object.fromEntries(repeated.map((name) => [name, 'Give this parameter once.'])));
}

/** What the caller asks of the operation, not validated yet: a body where it takes one, else a query. */
export function readInput(route: OperationRoute, query: string, body: Buffer): Result<CallInput> {
  if (!takesBody(route)) {
    const parameters = parseQuery(query);
    return parameters.ok ? ok({ query: parameters.value, body: undefined }) : parameters;
  }
  if (query !== '') {
    return refuse(
      'INVALID_REQUEST',
      'Put the input into the body: this operation takes no query parameters.',
    );
  }
  const parsed = parseJson(body);
  return parsed.ok ? ok({ query: {}, body: parsed.value }) : parsed;
}
