import { DAY, now } from '@/lib/clock';
import { Prisma } from '@/lib/db/generated/client';
import type { KeyManager } from '@/lib/domain/actor';
import { SOON_DAYS } from '@/lib/domain/api-keys/expiring-soon';
import { EXPIRES_SOON_DAYS } from '@/lib/domain/api-keys/health';
import { inHealth, isIdle } from '@/lib/domain/api-keys/health-conditions';
import type { KeyFilter } from '@/lib/domain/api-keys/list-schema';
import { inReach } from '@/lib/domain/in-reach';
import { FULL_ACCESS } from '@/lib/domain/key-policy/policy';
import type { ScopedOperation } from '@/lib/domain/key-policy/scopes';
import { keysFoundBy } from '@/lib/domain/key-search/search';
import { isLeaked } from '@/lib/domain/key-secrets/leaked-keys';

const time = (at: Date) => Prisma.sql`${at}::timestamptz`;
const daysFrom = (at: Date, days: number) => time(new Date(at.getTime() + days * DAY));

/** The conditions for each state, which are those of `apiKeyStatus`. */
function inState(filter: KeyFilter['filter'], at: Date): Prisma.Sql {
  const works = Prisma.sql`(key.expires_at IS NULL OR key.expires_at > ${time(at)})`;
  return {
    current: Prisma.sql`key.revoked_at IS NULL`,
    active: Prisma.sql`key.revoked_at IS NULL AND key.disabled_at IS NULL AND ${works}`,
    disabled: Prisma.sql`key.revoked_at IS NULL AND key.disabled_at IS NOT NULL AND ${works}`,
    expiring: Prisma.sql`key.revoked_at IS NULL AND key.disabled_at IS NULL
      AND key.expires_at > ${time(at)} AND key.expires_at <= ${daysFrom(at, SOON_DAYS)}`,
    expired: Prisma.sql`key.revoked_at IS NULL AND key.expires_at <= ${time(at)}`,
    leaked: isLeaked(at),
    revoked: Prisma.sql`key.revoked_at IS NOT NULL`,
    all: Prisma.sql`true`,
  }[filter];
}

export function expiresWhen(expires: NonNullable<KeyFilter['expires']>, at: Date): Prisma.Sql {
  return {
    never: Prisma.sql`key.expires_at IS NULL`,
    soon: Prisma.sql`key.expires_at > ${time(at)} AND key.expires_at <= ${daysFrom(at, EXPIRES_SOON_DAYS)}`,
    past: Prisma.sql`key.expires_at <= ${time(at)}`,
  }[expires];
}

function usedWhen(used: NonNullable<KeyFilter['used']>, at: Date): Prisma.Sql {
  return { never: Prisma.sql`last_use.at IS NULL`, idle: isIdle(at) }[used];
}

/** Of spend, countries and senders. */
export const UNLIMITED = Prisma.sql`(
  key.spend_per_day IS NULL AND key.spend_per_month IS NULL AND key.countries = '{}' AND key.senders = '{}')`;

/** The condition for the keys that an actor can find, for rows of `api_keys AS key`. */
function within(actor: KeyManager): Prisma.Sql {
  const reach = inReach(actor);
  const workspace = Prisma.sql`key.workspace_id = ${reach.workspaceId}`;
  if (!('environment' in reach)) return workspace;
  return Prisma.sql`${workspace} AND key.environment = ${reach.environment}::"Environment"`;
}

/**
 * The condition for the keys that an actor can find and that match a filter, for rows of `KEYS_WITH_CALLS`.
 * @param operations those of the provider's API
 */
export function matching(
  actor: KeyManager,
  filter: KeyFilter,
  operations: readonly ScopedOperation[],
): Prisma.Sql {
  const { search, environment, scope, creator, expires, used, limits, health, tag, owner } = filter;
  const { workspaceId } = actor;
  const at = now();
  const conditions = [
    within(actor),
    inState(filter.filter, at),
    environment && Prisma.sql`key.environment = ${environment}::"Environment"`,
    scope && Prisma.sql`key.scopes && ${[scope, FULL_ACCESS]}`,
    creator && Prisma.sql`key.created_by_id = ${creator}`,
    expires && expiresWhen(expires, at),
    used && usedWhen(used, at),
    limits && (limits === 'none' ? UNLIMITED : Prisma.sql`NOT ${UNLIMITED}`),
    health && inHealth(health, { workspaceId, operations, at }),
    tag && Prisma.sql`${tag} = ANY(key.tags)`,
    owner && Prisma.sql`key.owner = ${owner}`,
    search && keysFoundBy(workspaceId, search),
  ];
  return Prisma.join(
    conditions.filter((condition) => typeof condition === 'object'),
    ' AND ',
  );
}
