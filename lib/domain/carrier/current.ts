import type { Environment } from '@/lib/db/generated/enums';
import type { Carrier } from '@/lib/domain/carrier/carrier';
import { httpCarrier } from '@/lib/domain/carrier/http';
import { simulator } from '@/lib/domain/carrier/simulator';
import { env } from '@/lib/env';
import { ok, type Result, refuse } from '@/lib/errors';

/** What a carrier can do. Each has an address of its own. */
export type CarrierService = 'messages' | 'calls';

function urlOf(service: CarrierService): string | undefined {
  const { CARRIER_URL, CARRIER_CALLS_URL } = env();
  return service === 'messages' ? CARRIER_URL : CARRIER_CALLS_URL;
}

/** The carrier of an environment for a service; undefined in the live environment if none is configured. */
export function currentCarrier(environment: Environment, service: CarrierService): Carrier | undefined {
  if (environment === 'sandbox') return simulator;
  const url = urlOf(service);
  const { CARRIER_SECRET } = env();
  return url && CARRIER_SECRET ? httpCarrier(url, CARRIER_SECRET) : undefined;
}

/** Checks that an environment has a carrier for messages. Refuses with CARRIER_NOT_CONFIGURED. */
export function requireCarrier(environment: Environment): Result<null> {
  if (currentCarrier(environment, 'messages')) return ok(null);
  return refuse(
    'CARRIER_NOT_CONFIGURED',
    'Live messages cannot be sent yet: no carrier is connected. Nothing was debited.',
  );
}

/** Checks that an environment has a carrier for voice calls. Refuses with CHANNEL_NOT_CONNECTED. */
export function requireCallCarrier(environment: Environment): Result<null> {
  if (currentCarrier(environment, 'calls')) return ok(null);
  return refuse(
    'CHANNEL_NOT_CONNECTED',
    'Live voice calls are not connected. Nothing was called and nothing was charged.',
  );
}
