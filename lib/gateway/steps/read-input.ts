import { z } from 'zod';
import { parse } from '@/lib/domain/parse';
import { ok, type Result, refuse, refuseFields } from '@/lib/errors';
import type { Call } from '@/lib/gateway/call';
import { joinedHeader } from '@/lib/gateway/header-values';
import type { OperationMatch, Part } from '@/lib/gateway/routes';
import { withSentValue } from '@/lib/gateway/sent-value';
import type { BodyFormat } from '@/lib/profiles/body-format';
import type { CredentialNames } from '@/lib/profiles/credential-names';
import type { WireRequest } from '@/lib/profiles/profile';

/** What the route reads, and the input of the verb. */
export interface CallInput {
  wire: WireRequest;
  input: unknown;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });
/** The shape of a part that the route does not declare: unknown input is refused, not ignored. */
const EMPTY = z.strictObject({});
/** A part that was not sent. */
const NOTHING: Readonly<Record<string, string>> = Object.freeze({});

function without(json: unknown, names: readonly string[]): unknown {
  if (names.length === 0 || typeof json !== 'object' || json === null || Array.isArray(json)) return json;
  return Object.fromEntries(Object.entries(json).filter(([name]) => !names.includes(name)));
}

function parseJson(body: Buffer, leftOut: readonly string[]): Result<unknown> {
  try {
    return ok(without(JSON.parse(utf8.decode(body)), leftOut));
  } catch {
    return refuse('MALFORMED_REQUEST', 'The body is not JSON.');
  }
}

/** Bytes in percent-encoding that follow each other. */
const ENCODED_BYTES = /(?:%[0-9A-Fa-f]{2})+/g;

/** Whether the bytes in percent-encoding are UTF-8. Otherwise the text would be stored with other characters. */
function isEncodedInUtf8(text: string): boolean {
  try {
    for (const [bytes] of text.matchAll(ENCODED_BYTES)) {
      utf8.decode(Buffer.from(bytes.replaceAll('%', ''), 'hex'));
    }
    return true;
  } catch {
    return false;
  }
}

/** The parameters of a query or a form. Each may appear once. */
function parseParameters(text: string, leftOut: readonly string[]): Result<Readonly<Record<string, string>>> {
  if (text === '') return ok(NOTHING);
  if (!isEncodedInUtf8(text)) {
    return refuse('MALFORMED_REQUEST', 'A parameter is not UTF-8 in percent-encoding.');
  }
  const given = [...new URLSearchParams(text)].filter(([name]) => !leftOut.includes(name));
  const names = given.map(([name]) => name);
  const repeated = names.filter((name, index) => names.indexOf(name) !== index);
  if (repeated.length === 0) return ok(Object.fromEntries(given));
  return refuseFields(Object.fromEntries(repeated.map((name) => [name, 'Give this parameter once.'])));
}

function parseForm(body: Buffer, leftOut: readonly string[]): Result<Readonly<Record<string, string>>> {
  try {
    return parseParameters(utf8.decode(body), leftOut);
  } catch {
    return refuse('MALFORMED_REQUEST', 'The body is not UTF-8.');
  }
}

function parseQuery({ query }: Call, { route }: OperationMatch, names: CredentialNames): Result<unknown> {
  const parameters = parseParameters(query, names.parameters);
  if (!parameters.ok || route.query || !route.body) return parameters;
  if (Object.keys(parameters.value).length === 0) return parameters;
  return refuse('INVALID_REQUEST', 'Put the input into the body: this operation takes no query parameters.');
}

function parseBody(
  body: Buffer,
  format: BodyFormat | undefined,
  { fields }: CredentialNames,
): Result<unknown> {
  if (format === undefined) return ok(NOTHING);
  return format === 'json' ? parseJson(body, fields) : parseForm(body, fields);
}

/** Whether every field is declared. The verb can accept more than the API has. */
function isDeclared(declared: z.ZodType | undefined, sent: unknown): boolean {
  if (!(declared instanceof z.ZodObject) || typeof sent !== 'object' || sent === null) return true;
  for (const name of Object.keys(sent)) if (!Object.hasOwn(declared.shape, name)) return false;
  return true;
}

/**
 * Parses a part with its declared shape. The part that is the verb's input stays unchanged, because the verb parses it.
 */
function shape({ route, input }: OperationMatch, part: Part, sent: unknown): Result<unknown> {
  const isForVerb = part === input && isDeclared(route[part], sent);
  if (isForVerb || (sent === NOTHING && !route[part])) return ok(sent);
  const parsed = parse(route[part] ?? EMPTY, sent);
  return parsed.ok ? parsed : { ok: false, refusal: withSentValue(parsed.refusal, sent) };
}

/**
 * Reads the input of a call: path parameters, query and body in the shapes that the route declares, and the verb's
 * input that the route makes from them. Refuses with MALFORMED_REQUEST or INVALID_REQUEST.
 */
export function readInput(
  call: Call,
  match: OperationMatch,
  body: Buffer,
  format: BodyFormat | undefined,
  names: CredentialNames,
): Result<CallInput> {
  const { route, input } = match;
  const sentQuery = parseQuery(call, match, names);
  if (!sentQuery.ok) return sentQuery;
  const sentBody = parseBody(body, format, names);
  if (!sentBody.ok) return sentBody;
  const params = route.params ? shape(match, 'params', match.params) : ok(match.params);
  if (!params.ok) return params;
  const query = shape(match, 'query', sentQuery.value);
  if (!query.ok) return query;
  const shapedBody = shape(match, 'body', sentBody.value);
  if (!shapedBody.ok) return shapedBody;
  const wire: WireRequest = {
    params: params.value,
    query: query.value,
    body: shapedBody.value,
    environment: call.key?.environment ?? null,
    header: (name) => joinedHeader(call.request, name),
  };
  if (route.read) return ok({ wire, input: route.read(wire) });
  return ok({ wire, input: input === undefined ? {} : wire[input] });
}
