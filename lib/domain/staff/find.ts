import type { Transaction } from '@/lib/db/client';
import { ok, type Result, refuse } from '@/lib/errors';

const columns = { id: true, name: true, staffRole: true, disabledAt: true } as const;

/** The member of staff with an e-mail address, who may be disabled. Customers may claim the same address. */
export function findStaff(tx: Transaction, email: string) {
  return tx.user.findFirst({ where: { kind: 'staff', email }, select: columns });
}

/** The same, still at work. Refuses with NOT_FOUND. */
export async function requireEnabledStaff(
  tx: Transaction,
  email: string,
): Promise<Result<NonNullable<Awaited<ReturnType<typeof findStaff>>>>> {
  const found = await findStaff(tx, email);
  if (found && !found.disabledAt) return ok(found);
  return refuse('NOT_FOUND', `Nobody with the address ${email} is on the staff.`);
}
