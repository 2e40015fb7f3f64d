import type { CarrierFacts, CarrierLookupKind, LookupCarrier } from '@/lib/domain/carrier/lookups';
import { NO_FACTS } from '@/lib/domain/lookups/facts';
import { MAGIC_NUMBERS } from '@/lib/domain/messages/magic-numbers';

/** Sandbox numbers that only lookups know. They belong to nobody, as `MAGIC_NUMBERS`. */
export const LOOKUP_NUMBERS = { ported: '+15005550106' } as const;

/** The network code 001 01 is reserved for tests (ITU-T E.212). */
const HOME = { network: 'Test network', mccmnc: '00101', originalNetwork: 'Test network', ported: false };
const PORTED = {
  network: 'Other test network',
  mccmnc: '00102',
  originalNetwork: 'Test network',
  ported: true,
};

/** What the sandbox tells about a number; undefined: nothing. */
function simulatedFacts(kind: CarrierLookupKind, number: string): CarrierFacts | undefined {
  if (number === MAGIC_NUMBERS.expired) return undefined;
  if (kind === 'cnam') return { ...NO_FACTS, name: 'Ada Lovelace' };
  const network = number === LOOKUP_NUMBERS.ported ? PORTED : HOME;
  if (kind === 'mnp') return { ...NO_FACTS, ...network };
  const isReachable = number !== MAGIC_NUMBERS.undelivered;
  const isAbroad = number === LOOKUP_NUMBERS.ported;
  return {
    ...NO_FACTS,
    ...network,
    reachable: isReachable ? 'yes' : 'no',
    roaming: isReachable ? isAbroad : null,
  };
}

/** The carrier of the sandbox: the number decides what it tells. */
export const simulator: LookupCarrier = {
  async lookUp({ kind, numbers }) {
    const told = numbers.flatMap((number) => {
      const facts = simulatedFacts(kind, number);
      return facts ? [[number, facts] as const] : [];
    });
    return { outcome: 'answered', facts: new Map(told) };
  },
};
