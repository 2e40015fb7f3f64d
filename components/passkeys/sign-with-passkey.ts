import { loadChunk } from '@/components/load-chunk';
import { failedCall } from '@/components/outdated/failed-call';
import type { PasskeyOffer } from '@/lib/domain/passkeys/offer';
import type { PasskeyProof } from '@/lib/domain/passkeys/schema';
import { ok, type Result, refuse } from '@/lib/errors';

/**
 * Lets the user sign with a passkey. Refuses if the browser has none for this site, or the user cancels.
 * @param offer gets what the passkey signs from the server
 */
export async function signWithPasskey(
  offer: () => Promise<Result<PasskeyOffer>>,
): Promise<Result<PasskeyProof>> {
  const offered = await offer().catch(failedCall);
  if (!offered.ok) return offered;
  const { options, challenge } = offered.value;
  const start = await loadChunk(() =>
    import('@simplewebauthn/browser').then(({ startAuthentication }) => startAuthentication),
  );
  if (!start) return refuse('INTERNAL_ERROR', 'The passkey could not be used. Try again.');
  return start({ optionsJSON: options }).then(
    (response) => ok({ challenge, response }),
    () => refuse('INVALID_CREDENTIALS', 'No passkey was used. Try again, or use another way.'),
  );
}
