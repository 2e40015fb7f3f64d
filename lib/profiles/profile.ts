import type { z } from 'zod';
import type { Environment } from '@/lib/db/generated/enums';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';
import type { OperationName } from '@/lib/domain/operations';
import type { Refusal, RefusalCode } from '@/lib/errors';
import type { BodyFormat } from '@/lib/profiles/body-format';
import type { Brand } from '@/lib/profiles/brand';
import type { Demonstration } from '@/lib/profiles/demonstration';
import type { MoneyFormat } from '@/lib/profiles/money';
import type { Section } from '@/lib/profiles/reference/content';
import type { SignatureScheme } from '@/lib/profiles/signatures/scheme';
import type { WebhookFormat } from '@/lib/profiles/webhook-format';
import type { Words } from '@/lib/profiles/words';

/** Where a request can contain its API key. */
export type CredentialSource =
  /** The credentials of an authentication scheme, such as `Bearer`. */
  | { header: 'authorization'; scheme: string }
  /** The whole value of a header; its name is in lower case. In `authorization`, it has no scheme before it. */
  | { header: string; scheme: null }
  | { query: string }
  /** A field of the body, in a form or a JSON object. */
  | { field: string };

/** A request as its sender wrote it. Each part has the shape that the route declares. */
export interface WireRequest<Params = unknown, Query = unknown, Body = unknown> {
  params: Params;
  query: Query;
  body: Body;
  /** Of the calling key. A call with a portal session belongs to none. */
  environment: Environment | null;
  /** A header's value by its lower-case name; several of one name are joined by `, `. */
  header(name: string): string | undefined;
}

/** A body as it is sent. */
export interface Content {
  contentType: string;
  body: string;
}

/** What the documentation says about a route. */
export interface RouteDocs {
  group: string;
  summary: string;
  /** More about it, if the summary is not enough. */
  description?: string;
  /** A request that the route accepts, and its response. */
  example: {
    params?: Readonly<Record<string, string>>;
    query?: Readonly<Record<string, string>>;
    body?: unknown;
    response: unknown;
  };
}

/** What the gateway needs to know about every call, before it handles or forwards it. */
interface Endpoint {
  /** What logs and counts of calls say. */
  operation: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the profile's base. `{id}` is a placeholder for one segment. */
  path: string;
  /** The scope that a key must have; null: any valid key. */
  scope: string | null;
  /** The largest body, if calls to this path can have larger ones than others. */
  maxBodyBytes?: number;
}

/**
 * A call that the provider's own backend answers (docs/upstream.md). Use `forwarded()` to declare one. It exists only if
 * UPSTREAM_URL is set.
 */
export interface ForwardedRoute extends Endpoint {
  forwarded: true;
  /** More headers of the backend's response that callers get, in lower case. */
  responseHeaders?: readonly string[];
  docs: Pick<RouteDocs, 'group' | 'summary' | 'description'>;
}

/**
 * How a provider spells one operation on the wire. Use `route()` to declare one: it checks the parts against each
 * other and against the operation.
 */
export interface Route extends Endpoint {
  forwarded?: false;
  operation: OperationName;
  /** The route costs nothing and stores nothing, although its operation charges for other input. */
  isFree?: true;
  /** The route costs nothing with a sandbox key: its `read` says so, too. */
  isFreeInSandbox?: true;
  /**
   * A parameter of the query that means this route, whatever the method is: for clients that can only use GET and POST.
   */
  action?: { parameter: string; value: string };
  /**
   * A member's portal session is accepted instead of a key, from the portal's own pages, with the permissions of the
   * member. Only for operations that members can do.
   */
  acceptsSession?: true;
  docs: RouteDocs;
  /**
   * The shapes of the request's parts; a part without a shape must be empty. They contain no business rules. A request may
   * have no body if its shape accepts an empty object.
   */
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  /**
   * Turns a request into the verb's input. Without it, one shape is the operation's own schema, and that part of the
   * request is the input.
   */
  read?(request: WireRequest): unknown;
  /** The wire name of each field of the verb's input, where they differ: errors name a field as the caller sent it. */
  fields?: Readonly<Record<string, string>>;
  /** The shape of the response's body; `z.undefined()` for a response without one. */
  response: z.ZodType;
  /** The status of success. */
  status: number;
  /** Another one for some outputs: one of `otherStatuses`. */
  statusOf?(output: unknown): number;
  otherStatuses?: readonly number[];
  /** Turns the verb's output into the response's body. Undefined: the response has none. */
  write(output: unknown, request: WireRequest): unknown;
  /** For a request that asks for something other than JSON: the response in that format. */
  negotiate?(output: unknown, request: WireRequest): Content | undefined;
}

/** What the documentation says about a refusal. */
export interface RefusalText {
  meaning: string;
  /** What the caller does next. */
  action: string;
}

/** A code for input that is not valid in a certain way, such as one field of it. */
export interface InputCode extends RefusalText {
  code: string | number;
  /** If it is not that of INVALID_REQUEST. */
  status?: number;
}

/** The call that a refusal answers. */
export interface RefusedCall {
  status: number;
  requestId: string;
  /** Undefined if no route was found, or if the call is forwarded. */
  route?: Route | undefined;
  /**
   * The page of the portal about this call; undefined if the key is not known, or if the portal does not record the call.
   * For APIs whose documentation leaves room for another field.
   */
  helpUrl?: string | undefined;
}

/** How a provider writes refusals. */
export interface ErrorFormat {
  /** Where they differ from the default ones. */
  statuses?: Partial<Record<RefusalCode, number>>;
  /** The status of a refusal whose code is not enough, such as one of a certain field; undefined for others. */
  statusOf?(refusal: Refusal): number | undefined;
  /** The provider's own sentences, where callers rely on them. */
  texts?: Partial<Record<RefusalCode, string>>;
  /** The code that callers see. */
  code(code: RefusalCode): string | number;
  /** More codes that INVALID_REQUEST can have, for the documentation. */
  inputCodes?: readonly InputCode[];
  write(refusal: Refusal, call: RefusedCall): Content;
  /** Headers that depend on the refusal, such as WWW-Authenticate. */
  headers?(refusal: Refusal, status: number): Record<string, string>;
  /** The shape of the body. */
  schema: z.ZodType;
}

/** What a provider advises its customers about their keys. Items can contain `code` and [links](/docs). */
export interface Advice {
  title: string;
  items: readonly string[];
}

/** Where a caller sends the idempotency key of a request. */
export interface IdempotencyFormat {
  /** In lower case. */
  header: string;
  /** A field of the body that can contain it, too. */
  field?: string;
  /** The header that marks a stored response. */
  replayedHeader: string;
}

/** How many calls a key has left in the current window. */
export interface Quota {
  limit: number;
  remaining: number;
  windowSeconds: number;
  /** Until the next window; at least 1. */
  resetSeconds: number;
}

/**
 * A provider's API as data, and pure functions between the wire and the domain. Router, authorization, scope picker and
 * tests are made from it.
 */
export interface Profile {
  id: string;
  name: string;
  /** Where the API begins, such as `/api/v1`. */
  base: string;
  keys: KeyPolicy;
  /** Each may be used; a call that gives different keys in them is refused. */
  credentials: readonly CredentialSource[];
  /** Null: requests are not signed. */
  signature: SignatureScheme | null;
  /** How request bodies may be written; the first is the usual one. */
  bodies: readonly BodyFormat[];
  idempotency: IdempotencyFormat;
  rateLimitHeaders(quota: Quota): Record<string, string>;
  /** Whether responses to calls that do not count have these headers, too, such as those without a valid key. */
  alwaysShowsRateLimit?: true;
  /** What is not declared here or in `forwarded` does not exist. */
  routes: readonly Route[];
  forwarded?: readonly ForwardedRoute[];
  /** Whether a text is refused to a number that got the same one a moment ago. The routes say how long that is. */
  refusesRepeats?: true;
  errors: ErrorFormat;
  webhooks: WebhookFormat;
  money: MoneyFormat;
  words: Words;
  demonstration: Demonstration;
  brand: Brand;
  /** Shown next to the keys in the portal, and in the API reference. */
  advice?: readonly Advice[];
  /** More sections for the API reference, about formats that only this provider has. */
  guides?: readonly Section[];
}
