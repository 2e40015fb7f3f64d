import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeMember } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { refuseUnknownPasskey } from '@/lib/domain/passkey-settings/own-passkey';
import { renamePasskeySchema } from '@/lib/domain/passkey-settings/schema';
import { transact } from '@/lib/domain/transact';
import { ok, type Result } from '@/lib/errors';

/**
 * Gives a passkey of the signed-in member another name. Refuses with INVALID_REQUEST, NOT_FOUND (also for a passkey of
 * somebody else), FORBIDDEN or NOT_FOR_SUPPORT.
 */
export async function renamePasskey(actor: Actor, input: unknown): Promise<Result<{ name: string }>> {
  const authorized = authorizeMember(actor, 'passkey-settings/rename');
  if (!authorized.ok) return authorized;
  const member = authorized.value;
  const { userId } = member;
  const parsed = parse(renamePasskeySchema, input);
  if (!parsed.ok) return parsed;
  const { passkeyId, name } = parsed.value;
  return transact(member, async (tx) => {
    const passkey = await tx.passkey.findFirst({
      where: { id: passkeyId, userId },
      select: { name: true },
    });
    if (!passkey) return refuseUnknownPasskey();
    if (passkey.name === name) return ok({ name });
    await tx.passkey.updateMany({ where: { id: passkeyId, userId }, data: { name } });
    await recordAudit(tx, member, {
      action: 'user.rename_passkey',
      targetId: passkeyId,
      detail: { from: passkey.name, to: name },
    });
    return ok({ name });
  });
}
