import { now } from '@/lib/clock';
import {
  countKey,
  countRefusal,
  type KeyRefusal,
  type RefusalCount,
  recordRefusals,
} from '@/lib/domain/refusals/record';
import { newId } from '@/lib/ids';

/** Records rejected calls as the gateway does; by default, calls now from one address that lack a scope. */
export async function makeRefusals(
  refusals: readonly (Pick<KeyRefusal, 'keyId'> & Partial<KeyRefusal>)[],
): Promise<KeyRefusal[]> {
  const calls = refusals
    .map((given) => ({
      ...{ at: now(), code: 'FORBIDDEN', operation: 'messages.send', address: '203.0.113.7' },
      ...{ requestId: newId('req'), method: 'POST', path: '/api/v1/messages', status: 403 },
      ...{ client: 'billing/2.1', fields: {}, detail: {} },
      ...given,
    }))
    .sort((a, b) => a.at.getTime() - b.at.getTime());
  const counts = new Map<string, RefusalCount>();
  for (const call of calls) counts.set(countKey(call), countRefusal(counts.get(countKey(call)), call));
  await recordRefusals([...counts.values()], calls);
  return calls;
}
