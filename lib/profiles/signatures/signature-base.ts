import { type InnerList, serializeItem, serializeParameters } from 'structured-headers';
import { componentValue } from '@/lib/profiles/signatures/components';
import type { SignedRequest } from '@/lib/profiles/signatures/scheme';
import { Unreadable } from '@/lib/profiles/signatures/unreadable';

/**
 * The signature base (RFC 9421, 2.5): one line for each component, then the parameters. `covered` contains the identifiers
 * of the components, as the lines show them.
 * @throws Unreadable when a component is unknown, missing or named twice
 */
export function signatureBase(
  request: SignedRequest,
  input: InnerList,
): { base: string; covered: Set<string> } {
  const covered = new Set<string>();
  const lines = input[0].map(([name, parameters]) => {
    if (typeof name !== 'string') throw new Unreadable('The names of the components must be strings.');
    const identifier = serializeItem([name, parameters]);
    if (covered.has(identifier)) throw new Unreadable(`The signature covers ${identifier} twice.`);
    covered.add(identifier);
    return `${identifier}: ${componentValue(request, name, parameters)}`;
  });
  // The inner list (RFC 9651, 4.1.1.1), whose items are the identifiers.
  lines.push(`"@signature-params": (${[...covered].join(' ')})${serializeParameters(input[1])}`);
  return { base: lines.join('\n'), covered };
}
