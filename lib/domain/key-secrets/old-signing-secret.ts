import { DAY } from '@/lib/clock';
import type { Prisma } from '@/lib/db/generated/client';

/** The signing secret that a newer one replaced. Signatures of both are accepted. */
export interface OldSigningSecret {
  id: string;
  replacedAt: Date;
  /** Null: when a member retires it, or at the first use of the new one. */
  endsAt: Date | null;
  /** Whether the first call that is signed with the new one ends it. */
  endsAtFirstUse: boolean;
  /** Calls since it was replaced, by the secret that signed them, and the last ones. */
  oldCalls: number;
  oldUsedAt: Date | null;
  newCalls: number;
  newUsedAt: Date | null;
  /** Its last call, or when it was replaced if that is later. */
  quietSince: Date;
  /** Whether it has had no call for a day and the new one was used. */
  safeToRetire: boolean;
}

export const oldSigningColumns = {
  id: true,
  replacedAt: true,
  endsAt: true,
  endsAtFirstUse: true,
  oldCalls: true,
  oldUsedAt: true,
  newCalls: true,
  newUsedAt: true,
} satisfies Prisma.OldSigningSecretSelect;

type Row = Prisma.OldSigningSecretGetPayload<{ select: typeof oldSigningColumns }>;

/** Whether an old signing secret works at `at`. */
export function isWorking({ endsAt }: { endsAt: Date | null }, at: Date): boolean {
  return endsAt === null || endsAt > at;
}

/** A stored old signing secret, with its traffic; null if there is none that works at `at`. */
export function toOldSigningSecret(row: Row | null, at: Date): OldSigningSecret | null {
  if (!row || !isWorking(row, at)) return null;
  const { replacedAt, oldUsedAt, newUsedAt } = row;
  const quietSince = oldUsedAt && oldUsedAt > replacedAt ? oldUsedAt : replacedAt;
  return {
    ...row,
    oldCalls: Number(row.oldCalls),
    newCalls: Number(row.newCalls),
    quietSince,
    safeToRetire: at.getTime() - quietSince.getTime() >= DAY && newUsedAt !== null,
  };
}
