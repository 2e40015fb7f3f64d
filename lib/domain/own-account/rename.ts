import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeMember } from '@/lib/domain/authorize';
import { renameSelfSchema } from '@/lib/domain/own-account/schema';
import { parse } from '@/lib/domain/parse';
import { transact } from '@/lib/domain/transact';
import { ok, type Result } from '@/lib/errors';

/** Changes the name of the signed-in member. Refuses with INVALID_REQUEST, FORBIDDEN or NOT_FOR_SUPPORT. */
export async function renameSelf(actor: Actor, input: unknown): Promise<Result<{ name: string }>> {
  const authorized = authorizeMember(actor, 'own-account/rename');
  if (!authorized.ok) return authorized;
  const member = authorized.value;
  const parsed = parse(renameSelfSchema, input);
  if (!parsed.ok) return parsed;
  const { name } = parsed.value;
  const { userId } = member;
  return transact(member, async (tx) => {
    const { name: from } = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { name: true } });
    if (from === name) return ok({ name });
    await tx.user.updateMany({ where: { id: userId }, data: { name } });
    await recordAudit(tx, member, {
      action: 'user.rename',
      targetId: userId,
      detail: { from, to: name },
    });
    return ok({ name });
  });
}
