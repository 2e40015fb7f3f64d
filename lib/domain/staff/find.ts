import type { Transaction } from '@/lib/db/client';
import { ok, type Result, refuse } from '@/lib/errors';

const columns = { id: true, name: true, staffRole: true, disabledAt: true } as const;

/** The staff member with an email address, enabled or not. Customers may claim the same address. */
export function findStaff(tx: Transaction, email: string) {
  return tx.user.findFirst({ where: { kind: 'staff', email }, select: columns });
}

/** The enabled staff member with an email address. Refuses with NOT_FOUND. */
export async function requireEnabledStaff(
  tx: Transaction,
  email: string,
): Promise<Result<NonNullable<Awaited<ReturnType<typeof findStaff>>>>> {
  const found = await findStaff(tx, email);
  if (found && !found.disabledAt) return ok(found);
  return refuse('NOT_FOUND', `Nobody with the address ${email} is on the staff.`);
}
