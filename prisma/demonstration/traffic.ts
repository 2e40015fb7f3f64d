import { DAY, HOUR, MINUTE, now } from '@/lib/clock';
import { recordRefusedCalls } from '@/lib/domain/refusals/record-calls';
import {
  type AddressCount,
  type KeyUse,
  type PositionCount,
  recordUse,
  type UseCount,
} from '@/lib/domain/usage/record';
import { newId } from '@/lib/ids';
import { charges } from '@/lib/profiles/charging';
import type { Profile } from '@/lib/profiles/profile';

export const ADDRESS = '203.0.113.7';
const CLIENTS = ['python-requests/2.32.5', 'axios/1.12.2', 'okhttp/5.1.0', null];
const DAYS = 30;
/** One key in so many is called each hour; the others once a day. */
const BUSY_EVERY = 20;
/** About how many counts one transaction writes. */
const BATCH = 20_000;
const REFUSALS = 12;
/** How many calls of an hour have the same position in their minute. */
const CALLS_EACH = 10;

/** The operation that a key calls, and its status: one that charges, if its scopes allow it. */
export function calledOperation({ routes }: Profile, scopes: readonly string[]) {
  const allowed = routes.filter(({ scope }) => scope !== null && scopes.includes(scope));
  const called =
    allowed.find(({ operation }) => charges(operation)) ??
    allowed[0] ??
    routes.find(({ operation }) => charges(operation));
  return { operation: called?.operation ?? 'messages.send', status: called?.status ?? 202 };
}

/** A key that is in use, the n-th of them. */
export interface UsedKey {
  id: string;
  secretId: string;
  scopes: readonly string[];
  createdAt: Date;
  /** It was used until some months ago. */
  isIdle: boolean;
}

const hourOf = (at: Date) => new Date(Math.floor(at.getTime() / HOUR) * HOUR);

/** Each hour of the last days in which the n-th key was called, the newest first. */
function hoursOf({ createdAt, isIdle }: UsedKey, n: number): Date[] {
  if (isIdle)
    return [new Date(Math.max(now().getTime() - (100 + (n % 60)) * DAY, createdAt.getTime() + MINUTE))];
  const step = n % BUSY_EVERY === 0 ? 1 : 24;
  const hours = Array.from({ length: (DAYS * 24) / step }, (_, index) => index * step + (n % step));
  return hours
    .map((ago) => new Date(now().getTime() - ago * HOUR - (1 + (n % 50)) * MINUTE))
    .filter((at) => at > createdAt);
}

function callsOf(
  profile: Profile,
  key: UsedKey,
  n: number,
): { last: KeyUse; counts: UseCount[] } | undefined {
  const hours = hoursOf(key, n);
  const [latest] = hours;
  if (!latest) return undefined;
  const call = {
    keyId: key.id,
    secretId: key.secretId,
    ...calledOperation(profile, key.scopes),
    isAuthenticated: true,
  };
  const client = CLIENTS[n % CLIENTS.length] ?? null;
  return {
    last: { ...call, at: latest, address: ADDRESS, position: 1, client, page: null, inUrl: false },
    counts: hours.flatMap((at, index) => [
      { ...call, hour: hourOf(at), calls: 1 + ((index * 37 + n) % 90) },
      ...(index % 24 === 3 ? [{ ...call, hour: hourOf(at), status: 403, calls: 1 + (n % 3) }] : []),
    ]),
  };
}

/** The successful ones of the counts, as calls from the address of all the demonstration's calls. */
export function fromAddress(counts: readonly UseCount[]): AddressCount[] {
  return counts
    .filter(({ status }) => status < 400)
    .map(({ keyId, hour, calls }) => ({ keyId, calls, day: hour, address: ADDRESS }));
}

/** The same calls at positions in the minute of the rate limit: more calls in an hour are more calls in a minute. */
export function atPositions(counts: readonly UseCount[]): PositionCount[] {
  return counts
    .filter(({ status }) => status < 400)
    .flatMap(({ keyId, hour, calls }) =>
      Array.from({ length: Math.ceil(calls / CALLS_EACH) }, (_, index) => ({
        ...{ keyId, day: hour, step: index + 1 },
        calls: Math.min(CALLS_EACH, calls - index * CALLS_EACH),
      })),
    );
}

/** Rejected calls of a key, as the newest of its refused calls. */
async function recordRejected(profile: Profile, key: UsedKey, n: number): Promise<void> {
  const { operation } = calledOperation(profile, key.scopes);
  const route = profile.routes.find((known) => known.operation === operation);
  await recordRefusedCalls(
    Array.from({ length: REFUSALS }, (_, index) => ({
      keyId: key.id,
      at: new Date(now().getTime() - (index * DAY + (3 * HOUR + n * MINUTE))),
      code: 'IP_NOT_ALLOWED',
      operation,
      address: `198.51.100.${1 + (n % 200)}`,
      requestId: newId('req'),
      method: route?.method ?? 'POST',
      path: profile.base + (route?.path ?? ''),
      status: 403,
      client: CLIENTS[n % CLIENTS.length] ?? null,
      fields: {},
      detail: { list: 'key' },
    })),
  );
}

/** Records 30 days of calls with the keys: some each hour, most once a day. */
export async function recordTraffic(profile: Profile, keys: readonly UsedKey[]): Promise<void> {
  let latest: KeyUse[] = [];
  let counts: UseCount[] = [];
  const write = async () => {
    await recordUse(latest, counts, fromAddress(counts), atPositions(counts));
    latest = [];
    counts = [];
  };
  for (const [n, key] of keys.entries()) {
    const calls = callsOf(profile, key, n);
    if (!calls) continue;
    latest.push(calls.last);
    counts.push(...calls.counts);
    if (n % BUSY_EVERY === 0 && !key.isIdle) await recordRejected(profile, key, n);
    if (counts.length >= BATCH) await write();
  }
  await write();
}
