import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeSystem } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { requireEnabledStaff } from '@/lib/domain/staff/find';
import { changeStaffRoleSchema } from '@/lib/domain/staff/schema';
import { transact } from '@/lib/domain/transact';
import { ok, type Result } from '@/lib/errors';

/** Gives a staff member another role, from their next request. Refuses with FORBIDDEN, INVALID_REQUEST or NOT_FOUND. */
export async function changeStaffRole(actor: Actor, input: unknown): Promise<Result<{ name: string }>> {
  const authorized = authorizeSystem(actor, 'staff/change-role');
  if (!authorized.ok) return authorized;
  const parsed = parse(changeStaffRoleSchema, input);
  if (!parsed.ok) return parsed;
  const { email, role } = parsed.value;
  return transact(authorized.value, async (tx) => {
    const found = await requireEnabledStaff(tx, email);
    if (!found.ok) return found;
    const { id, name, staffRole } = found.value;
    await tx.user.update({ where: { id }, data: { staffRole: role }, select: { id: true } });
    await recordAudit(tx, authorized.value, {
      action: 'staff.change_role',
      targetId: id,
      detail: { from: staffRole, to: role },
    });
    return ok({ name });
  });
}
