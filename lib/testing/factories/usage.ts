import { DAY, HOUR, now } from '@/lib/clock';
import { addAtStep, stepOf } from '@/lib/domain/usage/position-steps';
import { type KeyUse, recordUse } from '@/lib/domain/usage/record';

interface MadeCalls {
  /** Full days. */
  daysAgo?: number;
  operation?: string;
  status?: number;
  calls: number;
  /** Where successful calls came from. Left out: it is not known. */
  address?: string;
  /** In the window of the rate limit. Left out: it is not known. */
  position?: number;
}

/** Counts calls of a key, as the gateway does. */
export async function makeCalls(keyId: string, calls: readonly MadeCalls[]): Promise<void> {
  const hour = Math.floor(now().getTime() / HOUR) * HOUR;
  await recordUse({
    counts: calls.map(({ daysAgo = 0, operation = 'account.read', status = 200, calls: made }) => ({
      ...{ calls: made, keyId, operation, status, secretId: 'sec_none', isAuthenticated: status !== 401 },
      hour: new Date(hour - daysAgo * DAY),
    })),
    addresses: calls.flatMap(({ daysAgo = 0, status = 200, address, calls: made }) =>
      address === undefined || status >= 400
        ? []
        : { keyId, address, calls: made, day: new Date(hour - daysAgo * DAY) },
    ),
    positions: calls.flatMap(({ daysAgo = 0, status = 200, position, calls: made }) => {
      if (position === undefined || status >= 400) return [];
      const byStep: number[] = [];
      addAtStep(byStep, stepOf(position), made);
      return { keyId, day: new Date(hour - daysAgo * DAY), byStep };
    }),
  });
}

/** A successful call of a key by a server. */
export function makeUse(use: Pick<KeyUse, 'keyId' | 'secretId'> & Partial<KeyUse>): KeyUse {
  return {
    at: new Date('2026-01-01T12:00:00Z'),
    operation: 'account.read',
    status: 200,
    isAuthenticated: true,
    address: '192.0.2.7',
    position: 1,
    client: null,
    page: null,
    inUrl: false,
    ...use,
  };
}
