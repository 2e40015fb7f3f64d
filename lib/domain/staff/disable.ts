import { now } from '@/lib/clock';
import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeSystem } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { noPassword } from '@/lib/domain/passwords/password-hash';
import { requireEnabledStaff } from '@/lib/domain/staff/find';
import { revokeCredentials } from '@/lib/domain/staff/revoke-credentials';
import { disableStaffSchema } from '@/lib/domain/staff/schema';
import { transact } from '@/lib/domain/transact';
import { ok, type Result } from '@/lib/errors';

/**
 * Disables a staff account. Its sessions and impersonation sessions are over at the next request.
 * Refuses with FORBIDDEN, INVALID_REQUEST or NOT_FOUND.
 */
export async function disableStaff(
  actor: Actor,
  input: unknown,
): Promise<Result<{ name: string; sessionsEnded: number }>> {
  const authorized = authorizeSystem(actor, 'staff/disable');
  if (!authorized.ok) return authorized;
  const parsed = parse(disableStaffSchema, input);
  if (!parsed.ok) return parsed;
  return transact(authorized.value, async (tx) => {
    const found = await requireEnabledStaff(tx, parsed.value.email);
    if (!found.ok) return found;
    const { id, name } = found.value;
    await tx.user.update({
      where: { id },
      data: { disabledAt: now(), staffRole: null, passwordHash: noPassword() },
      select: { id: true },
    });
    const { sessionsEnded } = await revokeCredentials(tx, id);
    await recordAudit(tx, authorized.value, {
      action: 'staff.disable',
      targetId: id,
      detail: { sessionsEnded },
    });
    return ok({ name, sessionsEnded });
  });
}
