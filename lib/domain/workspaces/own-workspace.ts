import type { Prisma } from '@/lib/db/generated/client';
import type { Role } from '@/lib/db/generated/enums';
import type { CustomerActor } from '@/lib/domain/actor';

/** A workspace of the person who asks. */
export interface OwnWorkspace {
  id: string;
  name: string;
  role: Role;
  /** Whether their session is in it. */
  isCurrent: boolean;
  /** When its data is deleted, if it is closed; null while it is open. */
  deletesAt: Date | null;
}

/** The columns that `toOwnWorkspace` reads. */
export const ownWorkspaceColumns = {
  role: true,
  workspace: { select: { id: true, name: true, deletesAt: true } },
} as const satisfies Prisma.MembershipSelect;

type Row = Prisma.MembershipGetPayload<{ select: typeof ownWorkspaceColumns }>;

/** A membership of the person as they see it. */
export function toOwnWorkspace({ role, workspace }: Row, person: CustomerActor): OwnWorkspace {
  const current = person.kind === 'member' ? person.workspaceId : null;
  return { ...workspace, role, isCurrent: workspace.id === current };
}
