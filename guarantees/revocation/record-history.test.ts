import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type Gateway, startGateways } from '@/guarantees/gateways';
import { runProgram } from '@/lib/testing/servers/program';
import { checkHistory } from './check-history';
import { type Call, readHistory } from './history';
import { recordHistory } from './record-history';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

let gateways: readonly Gateway[] = [];
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'keydesk-history-'));
  gateways = await startGateways();
});

afterAll(async () => {
  for (const gateway of gateways) await gateway.stop();
  await rm(folder, { recursive: true });
});

it('decides no call by an outdated state while keys change and gateways are killed', async () => {
  const file = path.join(folder, 'history.jsonl');
  const recording = { gateways, file, calls: 2_000, readersPerKey: 1, changePauseMs: 100, killPauseMs: 500 };
  await recordHistory(recording);
  const verdict = await checkHistory(() => readHistory(file));
  expect(verdict.violations).toEqual([]);
  expect(verdict.kills).toBeGreaterThan(0);
  expect(verdict.refusals.length).toBeGreaterThan(0);
  expect([...verdict.results.keys()]).toEqual(expect.arrayContaining(['ok', 'INVALID_API_KEY']));

  const check = () => runProgram('guarantees/revocation/check.ts', [file, '2000']);
  const found = (calls: number) => `Calls that were decided by an outdated state: ${calls}.`;
  expect(await check()).toMatchObject({ output: expect.stringContaining(found(0)) });

  const invented: Call = {
    ...{ entry: 'call', gateway: 0, secret: 1, operation: 'account' },
    // Before the key existed.
    ...{ from: 0, to: 0, result: 'ok' },
  };
  await appendFile(file, `${JSON.stringify(invented)}\n`);
  expect(await check()).toEqual({ code: 1, output: expect.stringContaining(found(1)) });
});
