import { expect, it } from 'vitest';
import { readEnv } from '@/lib/env';
import { processCount } from '@/lib/server/processes/count';

it.each([
  [{}, 1],
  [{ PROCESSES: '4' }, 4],
  [{ PROCESSES: '4', ROLE: 'portal' }, 4],
  [{ PROCESSES: '4', ROLE: 'worker' }, 1],
  [{ PROCESSES: '4', NODE_ENV: 'development' }, 1],
])('%o serves with %i', (settings, count) => {
  expect(processCount(readEnv(settings))).toBe(count);
});
