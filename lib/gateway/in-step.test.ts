import { expect, it } from 'vitest';
import { inStep } from '@/lib/gateway/in-step';

it('lets calls that wait at the same time go on together, after everything else that can go on', async () => {
  const respond = inStep();
  const record = inStep();
  const done: string[] = [];
  const call = async (name: string, steps: number) => {
    for (let step = 0; step < steps; step += 1) await null;
    await respond();
    done.push(`${name} responded`);
    await record();
    done.push(`${name} recorded`);
  };
  await Promise.all([call('a long call', 20), call('a short call', 1)]);
  expect(done).toEqual([
    'a short call responded',
    'a long call responded',
    'a short call recorded',
    'a long call recorded',
  ]);
});

it('waits again the next time', async () => {
  const wait = inStep();
  await wait();
  const done: string[] = [];
  const other = async () => {
    for (let step = 0; step < 20; step += 1) await null;
    done.push('something else');
  };
  await Promise.all([other(), wait().then(() => done.push('the caller'))]);
  expect(done).toEqual(['something else', 'the caller']);
});
