import { ok, type Result, refuse } from '@/lib/errors';
import type { OperationRoute, Profile } from '@/lib/profiles/types';

export interface Match {
  route: OperationRoute;
  /** What stands for the `{names}` in the route's path, as it was sent. */
  params: Record<string, string>;
}

interface Resource {
  pattern: RegExp;
  routes: Map<string, OperationRoute>;
}

export interface Routes {
  match(method: string, path: string): Result<Match>;
}

function toPattern(base: string, path: string): RegExp {
  const escaped = `${base}${path}`.replace(/[.*+?^$()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
}

function toResources({ base, operations }: Profile): Resource[] {
  const resources = new Map<string, Resource>();
  for (const route of operations) {
    const resource = resources.get(route.path) ?? { pattern: toPattern(base, route.path), routes: new Map() };
    resource.routes.set(route.method, route);
    // Whoever may GET may ask for the headers alone; Node leaves the body out.
    if (route.method === 'GET') resource.routes.set('HEAD', route);
    resources.set(route.path, resource);
  }
  return [...resources.values()];
}

/** What a profile declares, by method and path. What it does not declare does not exist. */
export function compileRoutes(profile: Profile): Routes {
  const resources = toResources(profile);
  return {
    match(method, path) {
      for (const { pattern, routes } of resources) {
        const found = pattern.exec(path);
        if (!found) continue;
        const route = routes.get(method);
        if (route) return ok({ route, params: { ...found.groups } });
        const allow = [...routes.keys()].join(', ');
        return refuse('METHOD_NOT_ALLOWED', `Use ${allow} here.`, { allow });
      }
      return refuse('NOT_FOUND', 'There is nothing at this address.');
    },
  };
}
