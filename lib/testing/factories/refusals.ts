import { now } from '@/lib/clock';
import type { KeyRefusal } from '@/lib/domain/refusals/count';
import { recordRefusedCalls } from '@/lib/domain/refusals/record-calls';
import { newId } from '@/lib/ids';

/** Records rejected calls as the gateway does; by default, calls now from one address that lack a scope. */
export async function makeRefusals(
  refusals: readonly (Pick<KeyRefusal, 'keyId'> & Partial<KeyRefusal>)[],
): Promise<void> {
  await recordRefusedCalls(
    refusals.map((given) => ({
      ...{ at: now(), code: 'FORBIDDEN', operation: 'messages.send', address: '203.0.113.7' },
      ...{ requestId: newId('req'), method: 'POST', path: '/api/v1/messages', status: 403 },
      ...{ client: 'billing/2.1', fields: {}, detail: {} },
      ...given,
    })),
  );
}
