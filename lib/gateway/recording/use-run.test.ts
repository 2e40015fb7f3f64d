import { expect, it } from 'vitest';
import { stepOf } from '@/lib/domain/usage/position-steps';
import { UseRun } from '@/lib/gateway/recording/use-run';
import { makeUse } from '@/lib/testing/factories/usage';

const use = makeUse({ keyId: 'key_1', secretId: 'sec_1' });

it('counts calls by the step of their position, in any order and however many', () => {
  const expected = Array(stepOf(500)).fill(0);
  const run = new UseRun({ ...use, position: 500 });
  expected[stepOf(500) - 1] = 1;
  for (const position of [3, ...Array.from({ length: 1_000 }, (_, n) => (n % 400) + 1), 3]) {
    run.add({ ...use, position });
    expected[stepOf(position) - 1] += 1;
  }
  expect(run.byStep()).toEqual(expected);
  expect(run.byStep(), 'asked again').toEqual(expected);
  run.clear();
  expect(run.byStep()).toEqual([]);
});

it('counts no step of calls that failed or have no position', () => {
  const run = new UseRun({ ...use, status: 404 });
  run.add({ ...use, position: null });
  expect([run.calls, run.byStep()]).toEqual([2, []]);
});

it('forgets the calls before it was cleared', () => {
  const run = new UseRun({ ...use, at: new Date('2026-01-01T12:30:00Z') });
  run.clear();
  expect([run.calls, run.byStep()]).toEqual([0, []]);
  run.add(use);
  expect(run.latest()).toEqual(use);
});
