import { now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeSystem } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { findStaff } from '@/lib/domain/staff/find';
import { makeOneTimePassword } from '@/lib/domain/staff/one-time-password';
import { createStaffSchema } from '@/lib/domain/staff/schema';
import { transact } from '@/lib/domain/transact';
import { ok, type Result, refuse } from '@/lib/errors';
import { newId } from '@/lib/ids';

/** Whether a customer has confirmed the address. Otherwise the operator vouches for it. */
async function isProvenByAnother(tx: Transaction, email: string): Promise<boolean> {
  const owner = await tx.user.findFirst({
    where: { email, kind: 'member', emailVerifiedAt: { not: null } },
    select: { id: true },
  });
  return owner !== null;
}

/**
 * Creates a staff account with a one-time password for the first sign-in. A disabled account with the same address is
 * enabled again and starts with a new password. Refuses with FORBIDDEN, INVALID_REQUEST or CONFLICT.
 */
export async function createStaff(
  actor: Actor,
  input: unknown,
): Promise<Result<{ id: string; email: string; password: string }>> {
  const authorized = authorizeSystem(actor, 'staff/create');
  if (!authorized.ok) return authorized;
  const parsed = parse(createStaffSchema, input);
  if (!parsed.ok) return parsed;
  const { email, name, role, team } = parsed.value;
  const made = await makeOneTimePassword(email);
  if (!made.ok) return made;
  const { password, columns } = made.value;

  return transact(authorized.value, async (tx) => {
    const known = await findStaff(tx, email);
    if (known && !known.disabledAt) {
      return refuse('CONFLICT', `${known.name} is on the staff with the address ${email} already.`);
    }
    const emailVerifiedAt = (await isProvenByAnother(tx, email)) ? null : now();
    const person = { name, staffRole: role, team, emailVerifiedAt, ...columns };
    const { id } = known
      ? await tx.user.update({
          where: { id: known.id },
          data: { ...person, disabledAt: null },
          select: { id: true },
        })
      : await tx.user.create({
          data: { id: newId('usr'), kind: 'staff', email, ...person },
          select: { id: true },
        });
    await recordAudit(tx, authorized.value, {
      action: 'staff.create',
      targetId: id,
      detail: { role, team, returned: known !== null },
    });
    return ok({ id, email, password });
  });
}
