import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { unlessFresh } from './fresh.mjs';

/** A maker that counts its runs, and a folder with its only input. */
async function makeMaker() {
  const folder = await mkdtemp(path.join(tmpdir(), 'keydesk-fresh-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const sources = path.join(folder, 'sources');
  await mkdir(sources);
  const write = (name: string, text: string) => writeFile(path.join(sources, name), text);
  await write('a.ts', '1');
  const maker = {
    runs: 0,
    write,
    make: (code = 0) => unlessFresh(path.join(folder, 'stamp'), [sources], run(code)),
  };
  const run = (code: number) => async () => {
    maker.runs += 1;
    return code;
  };
  return maker;
}

it('makes again only what has other inputs', async () => {
  const maker = await makeMaker();
  await maker.make();
  await maker.make();
  expect(maker.runs).toBe(1);
  await maker.write('a.ts', '2');
  await maker.make();
  expect(maker.runs).toBe(2);
  await maker.write('b.ts', '');
  await maker.make();
  expect(maker.runs).toBe(3);
});

it('does not depend on tests', async () => {
  const maker = await makeMaker();
  await maker.make();
  await maker.write('a.test.ts', '');
  await maker.make();
  expect(maker.runs).toBe(1);
});

it('makes again after a failure, even from the inputs of the success before it', async () => {
  const maker = await makeMaker();
  await maker.make();
  await maker.write('a.ts', '2');
  expect(await maker.make(1)).toBe(1);
  await maker.write('a.ts', '1');
  expect(await maker.make()).toBe(0);
  expect(maker.runs).toBe(3);
});
