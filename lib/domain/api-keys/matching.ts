import { DAY, now } from '@/lib/clock';
import { Prisma } from '@/lib/db/generated/client';
import type { KeyManager } from '@/lib/domain/actor';
import { SOON_DAYS } from '@/lib/domain/api-keys/expiring-soon';
import type { KeyFilter } from '@/lib/domain/api-keys/list-schema';
import { inReach } from '@/lib/domain/in-reach';
import { FULL_ACCESS } from '@/lib/domain/key-policy/policy';
import { keysFoundBy } from '@/lib/domain/key-search/search';
import { isLeaked } from '@/lib/domain/key-secrets/leaked-keys';

/** The filter “soon”. */
const EXPIRES_SOON_DAYS = 30;
/** The filter “idle”. */
const IDLE_DAYS = 90;

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

function expiresWhen(expires: NonNullable<KeyFilter['expires']>, at: Date): Prisma.Sql {
  return {
    never: Prisma.sql`key.expires_at IS NULL`,
    soon: Prisma.sql`key.expires_at > ${time(at)} AND key.expires_at <= ${daysFrom(at, EXPIRES_SOON_DAYS)}`,
    past: Prisma.sql`key.expires_at <= ${time(at)}`,
  }[expires];
}

function usedWhen(used: NonNullable<KeyFilter['used']>, at: Date): Prisma.Sql {
  const uses = Prisma.sql`SELECT 1 FROM api_key_last_uses AS use WHERE use.api_key_id = key.id`;
  return {
    never: Prisma.sql`NOT EXISTS (${uses})`,
    idle: Prisma.sql`EXISTS (${uses} AND use.at < ${daysFrom(at, -IDLE_DAYS)})`,
  }[used];
}

/** Of spend, countries and senders. */
const UNLIMITED = Prisma.sql`(
  key.spend_per_day IS NULL AND key.spend_per_month IS NULL AND key.countries = '{}' AND key.senders = '{}')`;

/** The condition for the keys that an actor can find, for rows of `api_keys AS key`. */
function within(actor: KeyManager): Prisma.Sql {
  const reach = inReach(actor);
  const workspace = Prisma.sql`key.workspace_id = ${reach.workspaceId}`;
  if (!('environment' in reach)) return workspace;
  return Prisma.sql`${workspace} AND key.environment = ${reach.environment}::"Environment"`;
}

/** The condition for the keys that an actor can find and that match a filter, for rows of `api_keys AS key`. */
export function matching(actor: KeyManager, filter: KeyFilter): Prisma.Sql {
  const { search, environment, scope, creator, expires, used, limits, tag, owner } = filter;
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
    tag && Prisma.sql`${tag} = ANY(key.tags)`,
    owner && Prisma.sql`key.owner = ${owner}`,
    search && keysFoundBy(actor.workspaceId, search),
  ];
  return Prisma.join(
    conditions.filter((condition) => typeof condition === 'object'),
    ' AND ',
  );
}
