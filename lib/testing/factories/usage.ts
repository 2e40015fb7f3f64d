import { DAY, HOUR, now } from '@/lib/clock';
import { recordUse } from '@/lib/domain/usage/record';

interface MadeCalls {
  /** Full days. */
  daysAgo?: number;
  operation?: string;
  status?: number;
  calls: number;
}

/** Counts calls of a key, as the gateway does. */
export async function makeCalls(keyId: string, calls: readonly MadeCalls[]): Promise<void> {
  const hour = Math.floor(now().getTime() / HOUR) * HOUR;
  await recordUse(
    [],
    calls.map(({ daysAgo = 0, operation = 'account.read', status = 200, ...count }) => ({
      ...count,
      ...{ keyId, operation, status, secretId: 'sec_none', isAuthenticated: status !== 401 },
      hour: new Date(hour - daysAgo * DAY),
    })),
  );
}
