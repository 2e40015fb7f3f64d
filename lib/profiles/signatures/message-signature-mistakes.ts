import { DEFAULT_PORTS } from '@/lib/profiles/signatures/components';
import type { SigningMistake } from '@/lib/profiles/signatures/scheme';

/** What clients of HTTP Message Signatures (RFC 9421) commonly sign instead of the signature base. */
export const MESSAGE_SIGNATURE_MISTAKES: readonly SigningMistake[] = [
  {
    problem: 'The host was signed with the default port.',
    make: (base, { protocol }) =>
      base.replace(
        /^("@target-uri": \w+:\/\/[^/?\n]+|"@authority": .+)/gm,
        `$1:${DEFAULT_PORTS[protocol] ?? ''}`,
      ),
  },
  {
    problem: 'The names of the components have no quotes.',
    make: (base) => base.replace(/^"([^"]+)": /gm, '$1: '),
  },
  {
    problem: 'The last line, "@signature-params", was left out.',
    make: (base) => base.replace(/\n"@signature-params": .*$/, ''),
  },
  {
    problem: 'The parameters were signed in another spelling than Signature-Input has.',
    make: (base, request) =>
      base.replace(/(\n"@signature-params": ).*$/, (_, start: string) => {
        return start + (request.header('signature-input') ?? '').replace(/^[^=]*=/, '');
      }),
  },
];
