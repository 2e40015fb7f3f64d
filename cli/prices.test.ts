import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { db } from '@/lib/db/client';
import { runProgram } from '@/lib/testing/servers/program';

// Each run of the command starts a process.
vi.setConfig({ testTimeout: 120_000 });

const LIST = `destination,network,channel,price
NL,,sms,0.0750
*,,sms,0.1000
`;

const prices = (...args: string[]) => runProgram('cli/prices.ts', args);

async function makeFile(content: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'prices-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = path.join(folder, 'prices.csv');
  await writeFile(file, content);
  return file;
}

beforeEach(async () => {
  await db().price.deleteMany({ where: { currency: 'USD' } });
});

it('shows the changes, saves them, and lists the new prices', async () => {
  const file = await makeFile(LIST);
  const changes = '+ NL sms: 0.0750\n+ * sms: 0.1000\nAdded: 2. Changed: 0. Removed: 0. Unchanged: 0.\n';
  expect(await prices('import', file, '--currency', 'USD', '--dry-run')).toEqual({
    code: 0,
    output: `${changes}Nothing was saved, because this was a dry run.\n`,
  });
  expect(await db().price.count({ where: { currency: 'USD' } })).toBe(0);
  expect(await prices('import', file, '--currency', 'USD')).toEqual({ code: 0, output: changes });

  const listed = await prices('list', '--currency', 'USD');
  expect(listed.output.split('\n').sort()).toEqual(LIST.split('\n').sort());
  const next = await makeFile(listed.output.replace('0.0750', '0.0700').replace('*,,sms,0.1000\n', ''));
  expect(await prices('import', next, '--currency', 'USD')).toEqual({
    code: 0,
    output: '~ NL sms: 0.0750 → 0.0700\n- * sms: 0.1000\nAdded: 0. Changed: 1. Removed: 1. Unchanged: 0.\n',
  });
});

it('says what is wrong, and saves nothing', async () => {
  for (const args of [['import'], ['list', '--all']]) {
    expect(await prices(...args)).toEqual({ code: 1, output: expect.stringContaining('Usage:\n') });
  }
  expect(await prices('import', 'nowhere.csv')).toEqual({
    code: 1,
    output: expect.stringMatching(/^Cannot read nowhere\.csv: ENOENT/),
  });
  const file = await makeFile('destination,price\nNL,0.07\nXX,0.08\n');
  expect(await prices('import', file, '--currency', 'USD')).toEqual({
    code: 1,
    output: 'Line 3, column destination: Enter a country such as NL, a calling code such as 31, or *.\n',
  });
  expect(await db().price.count({ where: { currency: 'USD' } })).toBe(0);
});
