import type { TryIt } from '@/lib/profiles/reference/content';
import { say } from '@/lib/say';

/** What the reader entered. */
export interface TryItValues {
  apiKey: string;
  params: Readonly<Record<string, string>>;
  query: Readonly<Record<string, string>>;
  body: string;
}

/** Why a key is not used here, in one sentence; undefined if it may be used. */
export function refuseKey(apiKey: string, { live, sandbox }: TryIt['keyPrefixes']): string | undefined {
  if (apiKey === '') return say`Enter a sandbox key.`;
  // A header cannot contain other characters.
  if (!/^[!-~]+$/.test(apiKey)) return say`This is not an API key. Copy the whole key and nothing else.`;
  if (live !== '' && apiKey.startsWith(live)) return say`This is a live key. Use a sandbox key here.`;
  if (sandbox !== '' && !apiKey.startsWith(sandbox)) return say`A sandbox key begins with ${sandbox}.`;
  return undefined;
}

/** The request as `fetch` sends it: to this origin, without cookies, and into no cache. */
export function toFetch(request: TryIt, values: TryItValues): [path: string, init: RequestInit] {
  const { method, credential, body } = request;
  const path = request.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(values.params[name] ?? ''),
  );
  const query = new URLSearchParams(Object.entries(values.query).filter(([, value]) => value !== ''));
  const headers = new Headers(body ? { 'content-type': body.contentType } : {});
  if ('query' in credential) query.set(credential.query, values.apiKey);
  else headers.set(credential.header, credential.prefix + values.apiKey);
  return [
    query.size > 0 ? `${path}?${query}` : path,
    { method, headers, body: body ? values.body : undefined, credentials: 'omit', cache: 'no-store' },
  ];
}
