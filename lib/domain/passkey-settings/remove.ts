import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeMember } from '@/lib/domain/authorize';
import { readFactors } from '@/lib/domain/factors/factors';
import { requireNoPolicy } from '@/lib/domain/factors/require-no-policy';
import { parse } from '@/lib/domain/parse';
import { refuseUnknownPasskey } from '@/lib/domain/passkey-settings/own-passkey';
import { removePasskeySchema } from '@/lib/domain/passkey-settings/schema';
import { mailSecondFactorNotice } from '@/lib/domain/second-factor/notice-mail';
import { withProof } from '@/lib/domain/second-factor/prove';
import { ok, type Result } from '@/lib/errors';

/**
 * Removes a passkey of the signed-in member, after their password and a code or a passkey. If it was the last one and there
 * is no authenticator app, the second factor is off, and the recovery codes go, too.
 *
 * Refuses with INVALID_REQUEST, TOO_MANY_ATTEMPTS, WRONG_CODE, INVALID_CREDENTIALS, NOT_FOUND (also for a passkey of
 * somebody else), FORBIDDEN, NOT_FOR_SUPPORT, or CONFLICT if a workspace requires a second factor and this is the last one.
 */
export async function removePasskey(actor: Actor, input: unknown): Promise<Result<null>> {
  const authorized = authorizeMember(actor, 'passkey-settings/remove');
  if (!authorized.ok) return authorized;
  const member = authorized.value;
  const { userId } = member;
  const parsed = parse(removePasskeySchema, input);
  if (!parsed.ok) return parsed;
  const { passkeyId, ...proof } = parsed.value;
  return withProof(member, proof, async (tx) => {
    const passkey = await tx.passkey.findFirst({
      where: { id: passkeyId, userId },
      select: { name: true },
    });
    if (!passkey) return refuseUnknownPasskey();
    await tx.passkey.deleteMany({ where: { id: passkeyId, userId } });
    const { on } = await readFactors(tx, userId);
    if (!on) {
      const allowed = await requireNoPolicy(tx, userId);
      if (!allowed.ok) return allowed;
      await tx.recoveryCode.deleteMany({ where: { userId } });
    }
    await mailSecondFactorNotice(tx, userId, on ? 'left without a passkey' : 'turned off');
    await recordAudit(tx, member, {
      action: 'user.remove_passkey',
      targetId: passkeyId,
      detail: { name: passkey.name, turnedOff: !on },
    });
    return ok(null);
  });
}
