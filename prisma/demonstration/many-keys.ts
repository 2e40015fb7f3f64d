import { randomUUID } from 'node:crypto';
import { DAY, HOUR, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { Environment, Role } from '@/lib/db/generated/enums';
import type { MemberActor } from '@/lib/domain/actor';
import { FULL_ACCESS, type KeyPolicy } from '@/lib/domain/key-policy/policy';
import { generateSecret } from '@/lib/domain/key-secrets/secret';
import { newSecretRow } from '@/lib/domain/key-secrets/secret-row';
import { newId } from '@/lib/ids';
import type { Profile } from '@/lib/profiles/profile';
import { recordTraffic, type UsedKey } from './traffic';

const TEAMS = ['Payments', 'Logistics', 'Marketing', 'Support', 'Platform', 'Stores'];
const SERVICES = ['checkout', 'reminders', 'one-time codes', 'delivery', 'campaigns', 'alerts', 'newsletter'];
const REGIONS = ['Europe', 'North America', 'Africa', 'Asia', 'Oceania'];
const TAGS = ['production', 'staging', 'partner', 'internal', 'legacy'];
const CREATORS: readonly Role[] = ['owner', 'admin', 'developer'];
/** The keys were created at even distances in three years. */
const YEARS_MS = 3 * 365 * DAY;
/** One statement inserts this many keys. */
const BATCH = 1_000;
/** In millionths of the currency unit. */
const SPEND_PER_DAY = 50_000_000n;

function pick<T>(values: readonly T[], index: number): T {
  const value = values[index % values.length];
  if (value === undefined) throw new Error('There is nothing to pick from.');
  return value;
}

/** Of each twenty keys: one is revoked, one disabled, one expired, one expires soon and five later. */
function timesOf(index: number, createdAt: Date) {
  const at = now().getTime();
  const ended = new Date(at - (1 + (index % 10)) * DAY);
  if (index % 20 <= 2 && createdAt > ended) return {};
  switch (index % 20) {
    case 0:
      return { revokedAt: ended };
    case 1:
      return { disabledAt: ended };
    case 2:
      return { expiresAt: ended };
    case 3:
      return { expiresAt: new Date(at + (1 + (index % 28)) * DAY) };
    default:
      return index % 20 <= 8 ? { expiresAt: new Date(at + (60 + (index % 240)) * DAY) } : {};
  }
}

function scopesOf({ scopes, fullAccess }: KeyPolicy, index: number): string[] {
  if (fullAccess && index % 25 === 7) return [FULL_ACCESS];
  const chosen = Array.from({ length: 1 + (index % 3) }, (_, n) => pick(scopes, index + n).name);
  return [...new Set(chosen)];
}

interface ManyKeys {
  profile: Profile;
  members: Record<Role, MemberActor>;
  count: number;
  /** The number before that of the first key, where keys have numbers. */
  lastNumber: number;
}

function makeRow({ profile: { keys: policy }, members, count, lastNumber }: ManyKeys, index: number) {
  const environment: Environment = index % 5 < 2 ? 'live' : 'sandbox';
  const createdAt = new Date(now().getTime() - HOUR - Math.floor((index * YEARS_MS) / count));
  const isNumbered = policy.numberSeparator !== null || policy.numericIds;
  const number = isNumbered ? lastNumber + count - index : null;
  const length = policy.length.preset;
  const times = timesOf(index, createdAt);
  const creator = members[pick(CREATORS, index)];
  const id = newId('key');
  const row = {
    id,
    workspaceId: creator.workspaceId,
    environment,
    number,
    label: `${pick(TEAMS, index)} ${pick(SERVICES, index)} ${pick(REGIONS, index)} ${count - index}`,
    purpose: policy.purposes ? pick(policy.purposes, index).name : null,
    owner: index % 4 === 3 ? '' : `${pick(TEAMS, index)} team`,
    tags: index % 3 === 0 ? [] : [...new Set([pick(TAGS, index), pick(TAGS, index * 3)])].sort(),
    note: index % 10 === 5 ? `Stored in the vault of the ${pick(TEAMS, index)} team` : '',
    scopes: scopesOf(policy, index),
    creationToken: randomUUID(),
    createdById: creator.userId,
    createdAt,
    ...times,
    revokedById: times.revokedAt ? members.owner.userId : null,
    secretLength: length,
    rateLimit: policy.rateLimit.preset,
    spendPerDay: index % 4 === 0 ? SPEND_PER_DAY : null,
  } satisfies Prisma.ApiKeyCreateManyInput;
  const secret = newSecretRow(policy, generateSecret(policy, environment, length, number), createdAt);
  return { row, secret: { ...secret, apiKeyId: id } };
}

/** Gives the workspace `count` more keys of every kind, and 30 days of calls with a third of them. */
export async function createManyKeys(
  profile: Profile,
  members: Record<Role, MemberActor>,
  count: number,
): Promise<void> {
  const { workspaceId } = members.owner;
  const { _max } = await db().apiKey.aggregate({ where: { workspaceId }, _max: { number: true } });
  const keys = { profile, members, count, lastNumber: _max.number ?? 0 };
  const used: UsedKey[] = [];
  for (let start = 0; start < count; start += BATCH) {
    const made = Array.from({ length: Math.min(BATCH, count - start) }, (_, n) => makeRow(keys, start + n));
    await db().apiKey.createMany({ data: made.map(({ row }) => row) });
    await db().apiKeySecret.createMany({ data: made.map(({ secret }) => secret) });
    for (const [n, { row, secret }] of made.entries()) {
      const index = start + n;
      const isIdle = index % 7 === 1;
      if (index % 20 <= 2 || (index % 3 !== 0 && !isIdle)) continue;
      const { id, scopes, createdAt } = row;
      used.push({ id, secretId: secret.id, scopes, createdAt, isIdle });
    }
  }
  await recordTraffic(profile, used);
}
