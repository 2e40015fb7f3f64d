import { DAY, HOUR, MINUTE, now } from '@/lib/clock';
import { FULL_ACCESS } from '@/lib/domain/key-policy/policy';
import type { RefusalDetail } from '@/lib/domain/refusals/cause';
import type { KeyRefusal } from '@/lib/domain/refusals/count';
import type { UseCount } from '@/lib/domain/usage/record';
import type { RefusalCode } from '@/lib/errors';
import { newId } from '@/lib/ids';
import type { Profile } from '@/lib/profiles/profile';
import { statusOf } from '@/lib/refusal-status';
import { ADDRESS, strangeAddress } from './addresses';
import { calledOperation } from './operations';
import type { UsedKey } from './used-keys';
import { hourOf } from './whole-times';

/** One key in so many has rejected calls that do not follow from its settings. */
const REJECTED_EVERY = 10;
const DAYS = 12;

/** Why calls of a key are rejected. */
interface Cause {
  code: RefusalCode;
  detail?: RefusalDetail;
  fields?: Record<string, string>;
  address?: string;
}

/** What the settings of a key reject, or that it was stopped. */
function ownCauses({ special, row, secrets }: UsedKey, n: number): Cause[] {
  const ended = (cause: string): Cause[] => [
    { code: 'INVALID_API_KEY', detail: { cause, secret: (secrets[1] ?? secrets[0]).masked } },
  ];
  if (row.revokedAt) return ended('revoked');
  if (row.disabledAt) return [{ code: 'API_KEY_INACTIVE' }];
  if (row.expiresAt && row.expiresAt < now()) return [{ code: 'API_KEY_EXPIRED' }];
  switch (special) {
    case 'allowlist':
      return [{ code: 'IP_NOT_ALLOWED', detail: { list: 'key' }, address: strangeAddress(n) }];
    case 'countries':
      return [{ code: 'DESTINATION_NOT_ALLOWED', detail: { country: 'US' } }];
    case 'low rate limit':
      return [{ code: 'RATE_LIMITED', detail: { of: 'key', limit: row.rateLimit } }];
    case 'rotated':
      return ended('replaced');
    case 'signing':
      return row.signingRequired ? [{ code: 'SIGNATURE_REQUIRED' }] : [];
    default:
      return [];
  }
}

/** What any key can be rejected for: input that is not valid, a missing scope, and what the sandbox simulates. */
function usualCauses({ keys }: Profile, { row }: UsedKey): Cause[] {
  const isFull = row.scopes.includes(FULL_ACCESS);
  const missing = isFull ? undefined : keys.scopes.find(({ name }) => !row.scopes.includes(name));
  const causes: Cause[] = [
    { code: 'INVALID_REQUEST', fields: { to: 'Enter a phone number with its country code.' } },
  ];
  if (missing) causes.push({ code: 'FORBIDDEN', detail: { scope: missing.name } });
  if (row.environment === 'sandbox')
    causes.push({ code: 'INSUFFICIENT_BALANCE', detail: { cause: 'simulated' } });
  return causes;
}

function causesOf(profile: Profile, key: UsedKey, n: number): Cause[] {
  const isUsual = n % REJECTED_EVERY === 0 && !key.isIdle && key.stoppedAt === null;
  return [...ownCauses(key, n), ...(isUsual ? usualCauses(profile, key) : [])];
}

/** The times of rejected calls of the n-th key: one on each of the last days since they can be rejected. */
function timesOf({ row, stoppedAt }: UsedKey, n: number): Date[] {
  return Array.from(
    { length: DAYS },
    (_, ago) => new Date(now().getTime() - ago * DAY - HOUR - (n % 50) * MINUTE),
  ).filter((at) => at > (stoppedAt ?? row.createdAt));
}

/** The rejected calls of the n-th key. */
export function rejectedCalls(
  profile: Profile,
  key: UsedKey,
  n: number,
  client: string | null,
): KeyRefusal[] {
  const { operation } = calledOperation(profile, key.row.scopes);
  return causesOf(profile, key, n).flatMap(({ code, detail = {}, fields = {}, address = ADDRESS }) => {
    const route =
      profile.routes.find(({ scope }) => scope !== null && scope === detail.scope) ??
      profile.routes.find((known) => known.operation === operation);
    return timesOf(key, n).map((at) => ({
      ...{ keyId: key.row.id, at, code, detail, fields, address, client },
      operation: route?.operation ?? operation,
      requestId: newId('req'),
      method: route?.method ?? 'POST',
      path: profile.base + (route?.path ?? ''),
      status: statusOf(code, profile.errors.statuses),
    }));
  });
}

/** The rejected calls as the charts count them. */
export function countRejected({ special, secrets }: UsedKey, calls: readonly KeyRefusal[]): UseCount[] {
  const [current, old] = secrets;
  const secretId = (special === 'rotated' && old ? old : current).id;
  return calls.map(({ keyId, at, operation, status }) => ({
    ...{ keyId, secretId, operation: operation ?? '', status, calls: 1 },
    hour: hourOf(at),
    isAuthenticated: status !== 401,
  }));
}
