import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { YOUNG_ALLOCATIONS_FLAG } from '@/lib/server/keep-allocations-young';

const start = (flag: string) => () =>
  execFileSync(process.execPath, [flag, '--version'], { stdio: 'pipe', encoding: 'utf8' });

// Changing an unknown flag at run time only writes a line to stderr.
it('uses a flag that V8 knows', () => {
  expect(start(YOUNG_ALLOCATIONS_FLAG)()).toContain(process.version);
  expect(start(`${YOUNG_ALLOCATIONS_FLAG}-2`)).toThrow(/bad option/);
});
