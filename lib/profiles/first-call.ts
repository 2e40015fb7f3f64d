import type { Environment } from '@/lib/db/generated/enums';
import { FULL_ACCESS } from '@/lib/domain/key-policy/policy';
import { MEDIA_TYPES } from '@/lib/profiles/body-format';
import { headerName } from '@/lib/profiles/header-name';
import type { CredentialSource, Profile, Route } from '@/lib/profiles/profile';

/** A call to try a key with. Plain data: the portal sends it to the browser, which adds the key. */
export interface FirstCall {
  method: Route['method'];
  /** What follows the origin: path and query. */
  target: string;
  /** The scope that a key must have; null: any valid key. */
  scope: string | null;
  /** Whether it sends. Its example goes to a sandbox number, which a live key must not send to. */
  sends: boolean;
  /** Where the key goes. */
  credential: CredentialSource;
  body: { format: 'json' | 'form'; fields: Readonly<Record<string, unknown>> } | null;
}

function toCall({ base, credentials, bodies }: Profile, route: Route): FirstCall | undefined {
  const [credential] = credentials;
  const [format] = bodies;
  if (!credential || !format) return undefined;
  const { query = {}, body } = route.docs.example;
  const search = new URLSearchParams(query).toString();
  return {
    method: route.method,
    target: `${base}${route.path}${search && `?${search}`}`,
    scope: route.scope,
    sends: route.operation === 'messages.send',
    credential,
    body: route.body ? { format, fields: { ...Object(body) } } : null,
  };
}

/** The calls of a profile that a new key can be tried with: sending, and reading what needs no id. */
export function firstCalls(profile: Profile): FirstCall[] {
  const routes = profile.routes.filter(
    ({ operation, method, params }) => operation === 'messages.send' || (method === 'GET' && !params),
  );
  return routes.flatMap((route) => toCall(profile, route) ?? []);
}

/** The first call of a key: a sandbox key that may send does so; others read something. Undefined if it can do neither. */
export function chooseFirstCall(
  calls: readonly FirstCall[],
  { environment, scopes }: { environment: Environment; scopes: readonly string[] },
): FirstCall | undefined {
  const allowed = calls.filter(
    ({ scope }) => scope === null || scopes.includes(scope) || scopes.includes(FULL_ACCESS),
  );
  const sending = environment === 'sandbox' ? allowed.find(({ sends }) => sends) : undefined;
  return sending ?? allowed.find(({ sends }) => !sends);
}

const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

function toForm(fields: Readonly<Record<string, unknown>>): string {
  const texts = Object.entries(fields).map(([name, value]): [string, string] => [name, String(value)]);
  return new URLSearchParams(texts).toString();
}

function bodyOptions(body: FirstCall['body']): string[] {
  if (!body) return [];
  // curl sends the Content-Type of a form by itself.
  if (body.format === 'form') return [`-d ${quote(toForm(body.fields))}`];
  return [`-H "Content-Type: ${MEDIA_TYPES.json}"`, `-d ${quote(JSON.stringify(body.fields))}`];
}

/**
 * A call as a command of curl.
 * @param secret the key, or the variable of the shell that contains it
 * @param origin scheme, host and port
 * @param separator between the options, such as `' \\\n  '`
 */
export function toCurl(call: FirstCall, secret: string, origin: string, separator = ' '): string {
  const { method, target, credential, body } = call;
  const implied = body ? 'POST' : 'GET';
  const url = `${origin}${target}`;
  const options = bodyOptions(body);
  if ('field' in credential) options.push(`-d "${credential.field}=${secret}"`);
  if ('header' in credential) {
    const scheme = credential.scheme === null ? '' : `${credential.scheme} `;
    options.unshift(`-H "${headerName(credential.header)}: ${scheme}${secret}"`);
  }
  if (method !== implied) options.unshift(`-X ${method}`);
  const address =
    'query' in credential
      ? `"${url}${target.includes('?') ? '&' : '?'}${credential.query}=${secret}"`
      : target.includes('?')
        ? quote(url)
        : url;
  return [`curl ${address}`, ...options].join(separator);
}
