import type { SignedNonce } from '@/lib/domain/actor';
import { refuseReusedNonce, takeNonce } from '@/lib/domain/key-calls/take-nonce';
import type { Result } from '@/lib/errors';
import type { Call } from '@/lib/gateway/call';

type Signed = Pick<Call, 'signature'>;

/** Refuses a signed call that was sent before. It does not count as a use of its signing secret. */
function refuseRepeated(call: Signed) {
  delete call.signature;
  return refuseReusedNonce();
}

/** Takes the nonce of a signed call before the rest of the call runs. */
export async function runAfterNonce<T>(
  call: Signed,
  nonce: SignedNonce,
  run: () => Promise<Result<T>>,
): Promise<Result<T>> {
  return (await takeNonce(nonce)) ? run() : refuseRepeated(call);
}

/**
 * Runs the rest of a signed call, whose transaction takes the nonce. If it does not succeed, the nonce is taken after it: a
 * signed request is accepted once, whatever the response is.
 */
export async function runWithNonce<T>(
  call: Signed,
  nonce: SignedNonce,
  run: () => Promise<Result<T>>,
): Promise<Result<T>> {
  const result = await run().catch(async (error) => {
    await takeNonce(nonce);
    throw error;
  });
  return result.ok || (await takeNonce(nonce)) ? result : refuseRepeated(call);
}
