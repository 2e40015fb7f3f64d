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
 * The users whose password can be reset through the mailbox of an address: the one who confirmed the address or, if
 * nobody has, every member who claims it, oldest first. Staff need a second factor for this. Otherwise access to their
 * mailbox would be enough to sign in. An operator can reset them instead.
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
