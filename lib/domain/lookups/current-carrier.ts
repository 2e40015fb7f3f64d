import type { Environment } from '@/lib/db/generated/enums';
import { httpLookupCarrier, type LookupCarrier } from '@/lib/domain/carrier/lookups';
import { simulator } from '@/lib/domain/lookups/simulator';
import { env } from '@/lib/env';
import { ok, type Result, refuse } from '@/lib/errors';

/** The carrier for the lookups of an environment; undefined in the live environment if none is configured. */
export function currentLookupCarrier(environment: Environment): LookupCarrier | undefined {
  if (environment === 'sandbox') return simulator;
  const { CARRIER_LOOKUPS_URL, CARRIER_SECRET } = env();
  return CARRIER_LOOKUPS_URL && CARRIER_SECRET
    ? httpLookupCarrier(CARRIER_LOOKUPS_URL, CARRIER_SECRET)
    : undefined;
}

/** The refusal of a lookup that no carrier can answer. */
export function refuseUnsupported() {
  return refuse(
    'CHANNEL_NOT_CONNECTED',
    'No carrier is connected that answers lookups of this kind. Nothing was charged.',
  );
}

/** The carrier for the lookups of an environment. Refuses with CHANNEL_NOT_CONNECTED. */
export function requireLookupCarrier(environment: Environment): Result<LookupCarrier> {
  const carrier = currentLookupCarrier(environment);
  return carrier ? ok(carrier) : refuseUnsupported();
}
