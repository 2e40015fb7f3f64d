import { MEDIA_TYPES } from '@/lib/profiles/body-format';
import type { Profile, Route } from '@/lib/profiles/profile';
import { routeAnchor } from '@/lib/profiles/reference/address';
import type { Block, Field, Parameter, Section, TryIt } from '@/lib/profiles/reference/content';
import { requestFields, responseFields } from '@/lib/profiles/reference/fields';
import { samplesOf } from '@/lib/profiles/snippets';
import { formFields } from '@/lib/profiles/snippets/request';
import { providerWordsOf } from '@/lib/profiles/words';
import { sayWith } from '@/lib/say';

function fieldBlocks(of: 'request' | 'response', title: string, fields: readonly Field[]): Block[] {
  return fields.length === 0 ? [] : [{ kind: 'fields', of, title, fields }];
}

function parameters(fields: readonly Field[], example: Readonly<Record<string, string>> = {}): Parameter[] {
  return fields.map(({ name }) => ({ name, example: example[name] ?? '' }));
}

function exampleBody({ bodies: [format = 'json'] }: Profile, { body, docs }: Route): TryIt['body'] {
  if (!body) return null;
  const value = docs.example.body;
  const text =
    format === 'json' ? JSON.stringify(value, null, 2) : new URLSearchParams(formFields(value)).toString();
  return { contentType: MEDIA_TYPES[format], text };
}

function toCredential({ credentials }: Profile): TryIt['credential'] {
  // A header, if the provider reads one: addresses end up in logs.
  const source = credentials.find((each) => 'header' in each) ?? credentials.find((each) => 'query' in each);
  if (!source) throw new Error('A profile must accept the key in a header or a query parameter.');
  if ('query' in source) return source;
  return { header: source.header, prefix: source.scheme === null ? '' : `${source.scheme} ` };
}

function toTryIt(profile: Profile, route: Route): TryIt {
  const { params, query } = route.docs.example;
  const { live, sandbox } = profile.keys.environments;
  return {
    method: route.method,
    path: profile.base + route.path,
    params: parameters(requestFields(route.params), params),
    query: parameters(requestFields(route.query), query),
    body: exampleBody(profile, route),
    credential: toCredential(profile),
    keyPrefixes: { live: live.prefix, sandbox: sandbox.prefix },
  };
}

function access(profile: Profile, { scope, acceptsSession }: Route): string {
  const say = sayWith(providerWordsOf(profile));
  const byKey =
    scope === null ? say`Any valid key can call this.` : say`The key needs the scope \`${scope}\`.`;
  return acceptsSession
    ? `${byKey} ${say`A signed-in member can call it from a page of the portal, without a key.`}`
    : byKey;
}

function toSection(profile: Profile, route: Route): Section {
  const { docs, method, path, status } = route;
  const [response = [], ...others] = responseFields(route.response);
  return {
    id: routeAnchor(route),
    title: docs.summary,
    blocks: [
      { kind: 'endpoint', method, path: profile.base + path },
      { kind: 'text', text: [docs.description, access(profile, route)].filter(Boolean).join(' ') },
      ...fieldBlocks('request', 'Path parameters', requestFields(route.params)),
      ...fieldBlocks('request', 'Query parameters', requestFields(route.query)),
      ...fieldBlocks('request', 'Body', requestFields(route.body)),
      { kind: 'samples', title: 'Request', samples: samplesOf(profile, route) },
      ...fieldBlocks('response', 'Response fields', response),
      ...others.flatMap((fields) => fieldBlocks('response', 'Response fields, in the other form', fields)),
      docs.example.response === undefined
        ? { kind: 'text', text: `The response has the status ${status} and no body.` }
        : {
            kind: 'code',
            title: `Response ${status}`,
            language: 'json',
            text: JSON.stringify(docs.example.response, null, 2),
          },
      { kind: 'tryIt', request: toTryIt(profile, route) },
    ],
  };
}

/** Every operation, in its group. */
export function operations(profile: Profile): Section[] {
  const groups = Map.groupBy(profile.routes, ({ docs }) => docs.group);
  return [...groups].map(([group, routes]) => ({
    id: `group-${group.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`,
    title: group,
    blocks: [],
    sections: routes.map((route) => toSection(profile, route)),
  }));
}
