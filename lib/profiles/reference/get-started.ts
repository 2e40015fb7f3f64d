import { FULL_ACCESS } from '@/lib/domain/key-policy/policy';
import { headerName } from '@/lib/profiles/header-name';
import type { CredentialSource, Profile } from '@/lib/profiles/profile';
import { errorLink } from '@/lib/profiles/reference/address';
import type { Block, Section } from '@/lib/profiles/reference/content';
import { samplesOf } from '@/lib/profiles/snippets';
import { URL_VARIABLE } from '@/lib/profiles/snippets/request';
import { providerWordsOf } from '@/lib/profiles/words';
import { type Say, sayWith } from '@/lib/say';

function describeSource(source: CredentialSource, say: Say): string {
  if ('query' in source) return `the query parameter \`${source.query}\``;
  if ('field' in source) return `the field \`${source.field}\` of the body`;
  const value = source.scheme === null ? say`<key>` : say`${source.scheme} <key>`;
  return `the header \`${headerName(source.header)}: ${value}\``;
}

/** The simplest call: one without input that any key may make, or else the first one. */
function firstCall(profile: Profile): Block[] {
  const plain = profile.routes.filter(({ params, query, body }) => !params && !query && !body);
  const route = plain.find(({ scope }) => scope === null) ?? plain[0] ?? profile.routes[0];
  if (!route) return [];
  return [
    { kind: 'text', text: 'Every sample in this reference reads these variables and runs as it is shown.' },
    { kind: 'samples', title: route.docs.summary, samples: samplesOf(profile, route) },
  ];
}

function keyFacts({ keys }: Profile, say: Say): Section {
  const { sandbox, live } = keys.environments;
  const begins = (prefix: string) => (prefix === '' ? 'no fixed start' : `\`${prefix}\``);
  return {
    id: 'environments',
    title: 'Environments',
    blocks: [
      { kind: 'text', text: say`A key belongs to one environment, which is chosen when it is created.` },
      {
        kind: 'table',
        head: ['Environment', say`Keys begin with`, 'What a call does'],
        rows: [
          [
            sandbox.label,
            begins(sandbox.prefix),
            'Everything is [simulated](/docs/sandbox): nothing is sent, nothing is charged.',
          ],
          [live.label, begins(live.prefix), 'Messages are sent and charged.'],
        ],
      },
    ],
  };
}

function scopes({ keys, errors }: Profile, say: Say): Section {
  const all = keys.fullAccess ? [[`\`${FULL_ACCESS}\``, 'All current and future scopes']] : [];
  return {
    id: 'scopes',
    title: 'Scopes',
    blocks: [
      {
        kind: 'text',
        text: say`A key can do only what its scopes allow. A call without the scope of its operation gets ${errorLink(errors.code('FORBIDDEN'))}.`,
      },
      {
        kind: 'table',
        head: ['Scope', 'Allows to'],
        rows: [...keys.scopes.map(({ name, description }) => [`\`${name}\``, description]), ...all],
      },
    ],
  };
}

/** What the provider advises about keys. */
function adviceSections({ advice = [] }: Profile): Section[] {
  if (advice.length === 0) return [];
  const blocks = advice.flatMap(({ title, items }): Block[] => [
    { kind: 'text', text: `${title}:` },
    { kind: 'list', items },
  ]);
  return [{ id: 'best-practices', title: 'Security best practices', blocks }];
}

/** How to make a first call, and how keys work. */
export function getStarted(profile: Profile, origin: string): Section[] {
  const { base, credentials, keys, errors, words } = profile;
  const say = sayWith(providerWordsOf(profile));
  const inQuery = credentials.some((source) => 'query' in source);
  return [
    {
      id: 'first-call',
      title: 'Make the first call',
      blocks: [
        {
          kind: 'text',
          text: say`Create a sandbox key under [${words.page}](/settings/api-keys), and put the address of the API and the key into the environment of your shell.`,
        },
        {
          kind: 'code',
          title: 'Environment',
          language: 'sh',
          text: say`export ${URL_VARIABLE}='${origin}${base}'\nexport ${keys.variable}='<your key>'`,
        },
        ...firstCall(profile),
      ],
    },
    {
      id: 'authentication',
      title: 'Authentication',
      blocks: [
        { kind: 'text', text: say`Send an API key with every request, in one of these places:` },
        { kind: 'list', items: credentials.map((source) => describeSource(source, say)) },
        {
          kind: 'text',
          text: say`${inQuery ? 'Prefer a header: addresses end up in logs.' : say`Keys in the address of a request are not accepted.`} A missing, mistyped, unknown or revoked key gets ${errorLink(errors.code('INVALID_API_KEY'))}. A request that carries two different keys gets ${errorLink(errors.code('MALFORMED_REQUEST'))}.`,
        },
      ],
    },
    keyFacts(profile, say),
    scopes(profile, say),
    ...adviceSections(profile),
  ];
}
