import { randomUUID } from 'node:crypto';
import { DAY, HOUR, now } from '@/lib/clock';
import type { Prisma } from '@/lib/db/generated/client';
import type { Environment, Role } from '@/lib/db/generated/enums';
import type { MemberActor } from '@/lib/domain/actor';
import { FULL_ACCESS, type KeyPolicy } from '@/lib/domain/key-policy/policy';
import { generateSecret } from '@/lib/domain/key-secrets/secret';
import { newSecretRow } from '@/lib/domain/key-secrets/secret-row';
import { generateSigningSecret, sealSigningSecret } from '@/lib/domain/key-secrets/signing-secret';
import { newId } from '@/lib/ids';
import type { Profile } from '@/lib/profiles/profile';
import { NETWORKS } from './addresses';

const TEAMS = ['Payments', 'Logistics', 'Marketing', 'Support', 'Platform', 'Stores'];
const SERVICES = ['checkout', 'reminders', 'one-time codes', 'delivery', 'campaigns', 'alerts', 'newsletter'];
const REGIONS = ['Europe', 'North America', 'Africa', 'Asia', 'Oceania'];
const TAGS = ['production', 'staging', 'partner', 'internal', 'legacy'];
const CREATORS: readonly Role[] = ['owner', 'admin', 'developer'];
/** The keys were created at even distances in three years. */
const YEARS_MS = 3 * 365 * DAY;
/** In millionths of the currency unit. */
const SPEND_PER_DAY = 50_000_000n;

/** A key with more than the usual settings, which is always in use. Of each hundred keys, one has each. */
export type Special =
  | 'allowlist'
  | 'countries'
  | 'low rate limit'
  | 'many scopes'
  | 'rotating'
  | 'rotated'
  | 'signing';
const SPECIAL: Readonly<Record<number, Special>> = {
  11: 'allowlist',
  26: 'countries',
  30: 'low rate limit',
  45: 'many scopes',
  56: 'rotating',
  72: 'rotated',
  90: 'signing',
};
/** Where the keys with limited countries may send. */
export const COUNTRIES = ['DE', 'GB', 'NL'];

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

function scopesOf({ scopes, fullAccess }: KeyPolicy, index: number, special: Special | null): string[] {
  if (fullAccess && index % 25 === 7) return [FULL_ACCESS];
  const count = special === 'many scopes' ? scopes.length : 1 + (index % 3);
  const chosen = Array.from({ length: count }, (_, n) => pick(scopes, index + n).name);
  return [...new Set(chosen)];
}

function settingsOf({ keys: policy, signature }: Profile, special: Special | null) {
  return {
    rateLimit: Math.ceil(policy.rateLimit.preset / (special === 'low rate limit' ? 4 : 1)),
    allowlist: special === 'allowlist' ? NETWORKS.map((network) => ({ network, note: 'Data center' })) : [],
    countries: special === 'countries' ? COUNTRIES : [],
    ...(special === 'signing' && signature !== null
      ? {
          signingRequired: true,
          sealedSigningSecret: sealSigningSecret(generateSigningSecret(policy)),
        }
      : {}),
  };
}

export interface ManyKeys {
  profile: Profile;
  members: Record<Role, MemberActor>;
  count: number;
  /** The number before that of the first key, where keys have numbers. */
  lastNumber: number;
}

type Secret = Omit<Prisma.ApiKeySecretCreateManyInput, 'id'> & { id: string };

/** The secrets of a key, the current one first. */
function secretsOf(
  special: Special | null,
  createdAt: Date,
  make: (madeAt: Date) => Secret,
): [Secret, ...Secret[]] {
  const at = now().getTime();
  const rotatedAt = (ago: number) => new Date(Math.max(at - ago, createdAt.getTime()));
  if (special === 'rotating') {
    const replacedAt = rotatedAt(5 * HOUR);
    const old = { ...make(createdAt), sealed: null, replacedAt, endsAt: new Date(at + 6 * DAY) };
    return [make(replacedAt), old];
  }
  if (special === 'rotated') {
    const endsAt = rotatedAt(12 * DAY);
    const old = { ...make(createdAt), sealed: null, replacedAt: endsAt, endsAt, retiredAt: endsAt };
    return [make(endsAt), old];
  }
  return [make(createdAt)];
}

/** The rows of one of many keys and its secrets. */
export function makeRows({ profile, members, count, lastNumber }: ManyKeys, index: number) {
  const { keys: policy } = profile;
  const environment: Environment = index % 5 < 2 ? 'live' : 'sandbox';
  const createdAt = new Date(now().getTime() - HOUR - Math.floor((index * YEARS_MS) / count));
  const isNumbered = policy.numberSeparator !== null || policy.numericIds;
  const number = isNumbered ? lastNumber + count - index : null;
  const length = policy.length.preset;
  const times = timesOf(index, createdAt);
  const creator = members[pick(CREATORS, index)];
  const special = SPECIAL[index % 100] ?? null;
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
    scopes: scopesOf(policy, index, special),
    creationToken: randomUUID(),
    createdById: creator.userId,
    createdAt,
    ...times,
    revokedById: times.revokedAt ? members.owner.userId : null,
    secretLength: length,
    spendPerDay: index % 4 === 0 ? SPEND_PER_DAY : null,
    ...settingsOf(profile, special),
  } satisfies Prisma.ApiKeyCreateManyInput;
  const secrets = secretsOf(special, createdAt, (madeAt) => ({
    ...newSecretRow(policy, generateSecret(policy, environment, length, number), madeAt),
    apiKeyId: id,
  }));
  return { row, special, secrets };
}
