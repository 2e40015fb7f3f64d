import type { Prisma } from '@/lib/db/generated/client';
import type { AuditAction } from '@/lib/domain/audit/record';
import type { AuditFilter } from '@/lib/domain/audit/schema';
import { findKeyIds } from '@/lib/domain/key-search/search';
import { betweenDays } from '@/lib/domain/text/day';

/** What the calls of keys cause. The partial index of changes leaves out the same actions. */
export const CAUSED_BY_CALLS = [
  'messages.send',
  'verifications.start',
  'verifications.check',
  'voice_calls.start',
  'lookups.run',
  'lookups.start',
  'email_checks.run',
] satisfies AuditAction[];

/** The most keys that a search by name includes. */
const KEYS_MAX = 100;

function ofSubject(what: AuditFilter['what']): Prisma.AuditEventWhereInput {
  switch (what) {
    case 'all':
      return {};
    case 'changes':
      return { action: { notIn: CAUSED_BY_CALLS } };
    case 'support':
      return { OR: [{ action: { startsWith: 'support.' } }, { action: { startsWith: 'impersonation.' } }] };
    default:
      return { action: { startsWith: `${what}.` } };
  }
}

/** What guests do to their own account before they have a session. It counts as done by the user, as in `actorOf`. */
const byGuests = {
  actorKind: 'system',
  action: { startsWith: 'user.' },
} satisfies Prisma.AuditEventWhereInput;

function by(who: AuditFilter['who']): Prisma.AuditEventWhereInput {
  switch (who) {
    case undefined:
      return {};
    case 'support':
      return { actorKind: { in: ['staff', 'impersonated'] } };
    case 'keydesk':
      return { actorKind: 'system', NOT: byGuests };
    default:
      return { OR: [{ actorId: who }, { ...byGuests, targetId: who }] };
  }
}

function between(filter: Pick<AuditFilter, 'from' | 'to'>): Prisma.AuditEventWhereInput {
  const createdAt = betweenDays(filter);
  return createdAt ? { createdAt } : {};
}

async function onTarget(
  workspaceId: string,
  target: AuditFilter['target'],
): Promise<Prisma.AuditEventWhereInput> {
  if (!target) return {};
  return { targetId: { in: [target, ...(await findKeyIds(workspaceId, target, KEYS_MAX))] } };
}

/** The condition for the events of a workspace that match a filter. */
export async function buildFilter(
  workspaceId: string,
  filter: AuditFilter,
): Promise<Prisma.AuditEventWhereInput> {
  return {
    AND: [
      { workspaceId },
      ofSubject(filter.what),
      by(filter.who),
      between(filter),
      filter.impersonationId ? { impersonationId: filter.impersonationId } : {},
      await onTarget(workspaceId, filter.target),
    ],
  };
}
