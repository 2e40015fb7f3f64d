import type { Transaction } from '@/lib/db/client';

const columns = {
  id: true,
  kind: true,
  email: true,
  name: true,
  createdAt: true,
  emailVerifiedAt: true,
  secondFactor: { select: { confirmedAt: true } },
  memberships: {
    select: { workspaceId: true, workspace: { select: { name: true } } },
    orderBy: { createdAt: 'asc' },
    take: 1,
  },
} as const;

/**
 * The users that whoever reads the mail to an address may give a new password: the one who verified the address or, as
 * long as nobody has, every member who claims it, the oldest first. None are staff without a second factor: a mailbox
 * alone never opens the door to staff, their operator does.
 */
export async function claimsOf(tx: Pick<Transaction, 'user'>, email: string) {
  const users = await tx.user.findMany({
    where: { email, OR: [{ kind: 'member' }, { emailVerifiedAt: { not: null } }], disabledAt: null },
    select: columns,
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  const owner = users.find(({ emailVerifiedAt }) => emailVerifiedAt !== null);
  if (!owner) return users;
  return owner.kind === 'member' || owner.secondFactor?.confirmedAt ? [owner] : [];
}
