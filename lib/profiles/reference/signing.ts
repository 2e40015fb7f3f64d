import type { Profile } from '@/lib/profiles/profile';
import { errorLink } from '@/lib/profiles/reference/address';
import type { Block, Section } from '@/lib/profiles/reference/content';
import { signedSamplesOf } from '@/lib/profiles/snippets';
import { keyIdVariable } from '@/lib/profiles/snippets/request';
import { providerWordsOf } from '@/lib/profiles/words';
import { sayWith } from '@/lib/say';

function sample(profile: Profile): Block[] {
  const route = profile.routes.find(({ body }) => body) ?? profile.routes[0];
  if (!route) return [];
  const { signingVariable } = profile.keys;
  const say = sayWith(providerWordsOf(profile));
  return [
    {
      kind: 'text',
      text: say`The samples read the key id from \`${keyIdVariable(profile)}\` and the signing secret from \`${signingVariable}\`, besides the variables of [the first call](/docs#first-call).`,
    },
    { kind: 'samples', title: `Signed: ${route.docs.summary}`, samples: signedSamplesOf(profile, route) },
  ];
}

/** How to sign a request, by the profile's scheme. */
export function signing(profile: Profile): Section[] {
  const { errors, keys, signature } = profile;
  if (signature === null) return [];
  const say = sayWith(providerWordsOf(profile));
  return [
    {
      id: 'when',
      title: 'When to sign',
      blocks: [
        {
          kind: 'text',
          text: say`A signature proves that a request comes from you and was not changed or sent twice, even if somebody has read the API key. A key can require signatures: then an unsigned request gets ${errorLink(errors.code('SIGNATURE_REQUIRED'))}. Turn this on in the settings of the key, which then shows a signing secret (\`${keys.signingPrefix}…\`) once. A signature is checked even if the key does not require one.`,
        },
      ],
    },
    {
      id: 'how',
      title: 'How to sign',
      blocks: [
        { kind: 'text', text: signature.guide.introduction },
        { kind: 'table', head: ['Part', 'What we accept'], rows: signature.guide.rules },
        {
          kind: 'text',
          text: say`Our clock and yours can differ by ${signature.windowSeconds} seconds; beyond that a request gets ${errorLink(errors.code('SIGNATURE_EXPIRED'))}. When a signature does not match (${errorLink(errors.code('INVALID_SIGNATURE'))}), the page of the key in the portal shows the first line that differs.`,
        },
      ],
    },
    { id: 'sample', title: 'Sample', blocks: sample(profile) },
  ];
}
