import { type BodyFormat, MEDIA_TYPES } from '@/lib/profiles/body-format';
import { headerName } from '@/lib/profiles/header-name';
import type { Profile, Route } from '@/lib/profiles/profile';
import { type Filled, fixed } from '@/lib/profiles/snippets/filled';

/** The environment variable of the samples for the address where the API begins, such as `https://…/api/v1`. */
export const URL_VARIABLE = 'API_URL';

/** The example request of a route, as every language writes it. */
export interface SampleRequest {
  method: string;
  /** Follows the value of API_URL: path, query and, if the provider takes it there, the key. */
  target: Filled;
  headers: readonly (readonly [name: string, value: Filled])[];
  body: { format: BodyFormat; value: unknown } | null;
}

/** The environment variable of the samples for the id of the key. */
export function keyIdVariable({ keys }: Profile): string {
  return `${keys.variable}_ID`;
}

function toTarget({ path, docs }: Route): string {
  const { params = {}, query = {} } = docs.example;
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const search = new URLSearchParams(query).toString();
  return search ? `${filled}?${search}` : filled;
}

/** The example request of a route, with its key in the first header or query parameter that the profile names. */
export function toSampleRequest({ credentials, bodies, keys }: Profile, route: Route): SampleRequest {
  const source = credentials.find((each) => !('field' in each));
  const target = toTarget(route);
  const headers: (readonly [string, Filled])[] = [];
  if (source && 'header' in source) {
    const text = source.scheme === null ? '' : `${source.scheme} `;
    headers.push([headerName(source.header), { text, variable: keys.variable }]);
  }
  const [format = 'json'] = bodies;
  const body = route.body ? { format, value: route.docs.example.body } : null;
  if (body) headers.push(['Content-Type', fixed(MEDIA_TYPES[format])]);
  const inQuery = source && 'query' in source ? `${target.includes('?') ? '&' : '?'}${source.query}=` : null;
  return {
    method: route.method,
    target: inQuery === null ? fixed(target) : { text: target + inQuery, variable: keys.variable },
    headers,
    body,
  };
}

/** The fields of a form, as the parameters of `value`. */
export function formFields(value: unknown): [name: string, value: string][] {
  return Object.entries(value ?? {}).map(([name, field]) => [name, String(field)]);
}
