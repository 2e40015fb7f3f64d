import type { Transaction } from '@/lib/db/client';

/** The open workspaces of which a user is the last owner who can sign in, by name. */
export async function solelyOwnedWorkspaces(
  tx: Pick<Transaction, 'workspace'>,
  userId: string,
): Promise<Array<{ id: string; name: string }>> {
  return tx.workspace.findMany({
    where: {
      closedAt: null,
      AND: [
        { memberships: { some: { userId, role: 'owner' } } },
        {
          memberships: { none: { userId: { not: userId }, role: 'owner', user: { disabledAt: null } } },
        },
      ],
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    select: { id: true, name: true },
  });
}
