import type { Environment } from '@/lib/db/generated/enums';
import type { Carrier } from '@/lib/domain/carrier/carrier';
import { httpCarrier } from '@/lib/domain/carrier/http';
import { simulator } from '@/lib/domain/carrier/simulator';
import { env } from '@/lib/env';
import { ok, type Result, refuse } from '@/lib/errors';

/** The carrier of an environment; undefined for live messages if none is configured. */
export function currentCarrier(environment: Environment): Carrier | undefined {
  if (environment === 'sandbox') return simulator;
  const { CARRIER_URL, CARRIER_SECRET } = env();
  return CARRIER_URL && CARRIER_SECRET ? httpCarrier(CARRIER_URL, CARRIER_SECRET) : undefined;
}

/** Checks that an environment has a carrier. Refuses with CARRIER_NOT_CONFIGURED. */
export function requireCarrier(environment: Environment): Result<null> {
  if (currentCarrier(environment)) return ok(null);
  return refuse(
    'CARRIER_NOT_CONFIGURED',
    'Live messages cannot be sent yet: no carrier is connected. Nothing was debited.',
  );
}
