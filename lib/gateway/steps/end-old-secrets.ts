import { SYSTEM } from '@/lib/domain/actor';
import type { KnownKey } from '@/lib/domain/key-calls/known-key';
import { endAtFirstUse } from '@/lib/domain/key-rotation/end-at-first-use';
import { endSigningAtFirstUse } from '@/lib/domain/signing-secrets/end-at-first-use';
import { ok, type Result, type SoonResult } from '@/lib/errors';
import type { Call } from '@/lib/gateway/call';

/**
 * Ends the old secret and the old signing secret of the key if they wait for the first call with the new ones. The call goes
 * on after that, so whoever gets its response knows that the old ones no longer work.
 */
export function endOldSecrets(call: Pick<Call, 'signature'>, key: KnownKey): SoonResult<unknown> {
  return key.endsOldSecret || key.signing.old?.endsAtFirstUse ? endWaitingSecrets(call, key) : ok(null);
}

async function endWaitingSecrets(
  { signature }: Pick<Call, 'signature'>,
  key: KnownKey,
): Promise<Result<unknown>> {
  if (key.endsOldSecret) {
    const ended = await endAtFirstUse(SYSTEM, key);
    if (!ended.ok) return ended;
  }
  if (!key.signing.old?.endsAtFirstUse || !signature || signature.isByOld) return ok(null);
  return endSigningAtFirstUse(SYSTEM, {
    keyId: key.id,
    workspaceId: key.workspace.id,
    signingSecretId: signature.oldId,
  });
}
