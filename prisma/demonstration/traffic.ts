import type { KeyRefusal } from '@/lib/domain/refusals/count';
import { recordRefusedCalls } from '@/lib/domain/refusals/record-calls';
import type { AddressCount } from '@/lib/domain/usage/count-addresses';
import type { PositionCount } from '@/lib/domain/usage/count-positions';
import { type KeyUse, recordUse, type UseCount } from '@/lib/domain/usage/record';
import type { Profile } from '@/lib/profiles/profile';
import { ADDRESS, addressesOf, fromAddresses } from './addresses';
import { calledOperation } from './operations';
import { atPositions } from './positions';
import { countRejected, rejectedCalls } from './rejected-calls';
import { timesOfCalls } from './traffic-hours';
import type { UsedKey } from './used-keys';
import { hourOf } from './whole-times';

const CLIENTS = ['python-requests/2.32.5', 'axios/1.12.2', 'okhttp/5.1.0', null];
/** About how many counts one transaction writes. */
const BATCH = 20_000;

/** The secret that a key was called with at a time: during a rotation, both in turn. */
function secretAt({ secrets: [current, old] }: UsedKey, at: Date, index: number): string {
  if (!old?.replacedAt) return current.id;
  if (at < old.replacedAt) return old.id;
  return old.retiredAt || index % 2 === 0 ? current.id : old.id;
}

interface Traffic {
  latest: KeyUse[];
  counts: UseCount[];
  addresses: AddressCount[];
  positions: PositionCount[];
  refusals: KeyRefusal[];
}

function trafficOf(profile: Profile, key: UsedKey, n: number): Traffic {
  const client = CLIENTS[n % CLIENTS.length] ?? null;
  const call = {
    keyId: key.row.id,
    ...calledOperation(profile, key.row.scopes),
    isAuthenticated: true,
  };
  const uses = timesOfCalls(key, n).map((at, index) => ({ at, secretId: secretAt(key, at, index) }));
  const counts = uses.map(({ at, secretId }, index) => ({
    ...{ ...call, secretId, hour: hourOf(at) },
    calls: 1 + ((index * 37 + n) % 90),
  }));
  const latest = [...Map.groupBy(uses, ({ secretId }) => secretId).values()].flatMap(([use]) =>
    use ? { ...call, ...use, address: ADDRESS, position: 1, client, page: null, inUrl: false } : [],
  );
  const refusals = rejectedCalls(profile, key, n, client);
  return {
    latest,
    counts: [...counts, ...countRejected(key, refusals)],
    addresses: fromAddresses(counts, addressesOf(n)),
    positions: atPositions(counts),
    refusals,
  };
}

/** Records 30 days of calls with the keys: some each hour, most once a day. */
export async function recordTraffic(profile: Profile, keys: readonly UsedKey[]): Promise<void> {
  let batch: Traffic[] = [];
  const write = async () => {
    await recordUse({
      latest: batch.flatMap(({ latest }) => latest),
      counts: batch.flatMap(({ counts }) => counts),
      addresses: batch.flatMap(({ addresses }) => addresses),
      positions: batch.flatMap(({ positions }) => positions),
    });
    await recordRefusedCalls(batch.flatMap(({ refusals }) => refusals));
    batch = [];
  };
  let size = 0;
  for (const [n, key] of keys.entries()) {
    const traffic = trafficOf(profile, key, n);
    batch.push(traffic);
    size += traffic.counts.length;
    if (size < BATCH) continue;
    await write();
    size = 0;
  }
  await write();
}
