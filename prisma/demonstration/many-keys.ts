import { db } from '@/lib/db/client';
import type { Role } from '@/lib/db/generated/enums';
import type { MemberActor } from '@/lib/domain/actor';
import type { Profile } from '@/lib/profiles/profile';
import { makeRows } from './key-rows';
import { reportLeaks } from './leaks';
import { countMessages } from './message-totals';
import { recordTraffic } from './traffic';
import { findUse, type UsedKey } from './used-keys';

/** One statement inserts this many keys. */
const BATCH = 1_000;

/** Gives the workspace `count` more keys of every kind, 30 days of calls with nearly half of them, and two leaks. */
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
    const made = Array.from({ length: Math.min(BATCH, count - start) }, (_, n) => makeRows(keys, start + n));
    await db().apiKey.createMany({ data: made.map(({ row }) => row) });
    await db().apiKeySecret.createMany({ data: made.flatMap(({ secrets }) => secrets) });
    used.push(...made.flatMap((key, n) => findUse(key, start + n) ?? []));
  }
  await recordTraffic(profile, used);
  await countMessages(used.filter(({ special }) => special === 'countries'));
  await reportLeaks(used.filter(({ stoppedAt, isIdle }) => stoppedAt === null && !isIdle));
}
