import { refuseReusedNonce, type SignedNonce, takeNonce } from '@/lib/domain/key-calls/take-nonce';
import type { Result } from '@/lib/errors';
import type { Call } from '@/lib/gateway/call';
import { log } from '@/lib/log';

/** Refuses a signed call that was sent before. It does not count as a use of its signing secret. */
function refuseRepeated(call: Pick<Call, 'signature'>) {
  delete call.signature;
  return refuseReusedNonce();
}

/**
 * Runs the rest of a signed call, which is accepted once. Its nonce is taken before, or by the operation with its effects. If
 * that does not succeed, the nonce is taken after it, so that nobody can repeat the call when it would succeed.
 * @param takesNonce whether the operation takes it
 * @param run gets the nonce if it has to take it
 */
export async function runSigned<T>(
  call: Pick<Call, 'id' | 'signature'>,
  nonce: SignedNonce,
  takesNonce: boolean,
  run: (untaken?: SignedNonce) => Promise<Result<T>>,
): Promise<Result<T>> {
  if (!takesNonce) return (await takeNonce(nonce)) ? run() : refuseRepeated(call);

  let result: Result<T>;
  try {
    result = await run(nonce);
  } catch (error) {
    await takeNonce(nonce).catch((err) => {
      log.warn({ err, requestId: call.id }, 'The nonce of a call that failed could not be taken');
    });
    throw error;
  }
  if (result.ok && nonce.isWritten) return result;
  const isRepeated = !result.ok && result.refusal.code === 'NONCE_REUSED';
  return !isRepeated && (await takeNonce(nonce)) ? result : refuseRepeated(call);
}
