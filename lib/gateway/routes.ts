import { OPERATIONS, type Operation } from '@/lib/domain/operations';
import { ok, type Result, refuse } from '@/lib/errors';
import { NEVER_PASSED } from '@/lib/gateway/upstream/response-headers';
import type { Upstream } from '@/lib/gateway/upstream/upstream';
import { chargesByGet } from '@/lib/profiles/charging';
import { isBodyOptional } from '@/lib/profiles/optional-body';
import type { ForwardedRoute, Profile, Route } from '@/lib/profiles/profile';

const PARTS = ['params', 'query', 'body'] as const;
export type Part = (typeof PARTS)[number];

/** A route with everything that can be prepared before the first request. */
export interface CompiledOperation {
  route: Route;
  operation: Operation<unknown>;
  /** The part of the request that is the verb's input. Only the verb parses it. */
  input: Part | undefined;
  /** Whether a request may have no body. */
  isBodyOptional: boolean;
}

/** A call that the provider's backend answers. */
interface CompiledForward {
  route: ForwardedRoute;
  upstream: Upstream;
}

export type CompiledRoute = CompiledOperation | CompiledForward;

interface Params {
  /** The values of the `{names}` in the route's path, as they were sent. */
  params: Record<string, string>;
}

export type OperationMatch = CompiledOperation & Params;
export type Match = OperationMatch | (CompiledForward & Params);

interface Resource {
  pattern: RegExp;
  routes: Map<string, CompiledRoute>;
  /** The routes that a parameter of the query names. */
  actions: CompiledOperation[];
}

export interface Routes {
  /** @param query the part of the address after the `?` */
  match(method: string, path: string, query?: string): Result<Match>;
}

function compileOperation(route: Route): CompiledOperation {
  const operation: Operation<unknown> = OPERATIONS[route.operation];
  const declared = PARTS.filter((part) => route[part] !== undefined);
  const input = route.read ? undefined : declared.find((part) => route[part] === operation.schema);
  if (!route.read && declared.length > 0 && (declared.length > 1 || input === undefined)) {
    throw new Error(`The route ${route.method} ${route.path} needs a function that reads its input.`);
  }
  if (route.acceptsSession && !operation.runAsMember) {
    throw new Error(`Members cannot do ${route.operation}, so no route of it can accept a session.`);
  }
  return { route, operation, input, isBodyOptional: isBodyOptional(route) };
}

function compileForward(route: ForwardedRoute, upstream: Upstream): CompiledForward {
  const wrong = route.responseHeaders?.find((name) => NEVER_PASSED.test(name));
  if (wrong) throw new Error(`Callers must not get the header ${wrong} of the backend.`);
  return { route, upstream };
}

function toPattern(base: string, path: string): RegExp {
  const escaped = `${base}${path}`.replace(/[.*+?^$()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
}

function toResources(base: string, routes: readonly CompiledRoute[]): Resource[] {
  const resources = new Map<string, Resource>();
  for (const compiled of routes) {
    const { method, path } = compiled.route;
    const resource: Resource = resources.get(path) ?? {
      pattern: toPattern(base, path),
      routes: new Map(),
      actions: [],
    };
    if (resource.routes.has(method)) throw new Error(`The profile declares ${method} ${path} twice.`);
    resource.routes.set(method, compiled);
    if ('operation' in compiled && compiled.route.action) resource.actions.push(compiled);
    // HEAD is GET without the body. Node leaves it out. A probe must not cost anything.
    const isSafe = method === 'GET' && !('operation' in compiled && chargesByGet(compiled.route));
    if (isSafe) resource.routes.set('HEAD', compiled);
    resources.set(path, resource);
  }
  return [...resources.values()];
}

/** The route that the query names, in a request of a client that can only use GET and POST. */
function namedAction(actions: readonly CompiledOperation[], method: string, query: string) {
  if (actions.length === 0 || (method !== 'GET' && method !== 'POST')) return undefined;
  const parameters = new URLSearchParams(query);
  return actions.find(({ route: { action } }) => action && parameters.get(action.parameter) === action.value);
}

/**
 * The routes of a profile, by method and path. A route that the profile does not declare does not exist.
 * @param upstream the backend for the calls that the profile forwards; without it, they do not exist
 */
export function compileRoutes(
  { base, routes, forwarded = [] }: Profile,
  upstream: Upstream | undefined,
): Routes {
  const forwards = upstream ? forwarded.map((route) => compileForward(route, upstream)) : [];
  const resources = toResources(base, [...routes.map(compileOperation), ...forwards]);
  return {
    match(method, path, query = '') {
      for (const { pattern, routes, actions } of resources) {
        const found = pattern.exec(path);
        if (!found) continue;
        const compiled = namedAction(actions, method, query) ?? routes.get(method);
        if (compiled) return ok({ ...compiled, params: { ...found.groups } });
        const allow = [...routes.keys()].join(', ');
        return refuse('METHOD_NOT_ALLOWED', `Use ${allow} here.`, { allow });
      }
      return refuse('NOT_FOUND', 'There is nothing at this address.');
    },
  };
}
