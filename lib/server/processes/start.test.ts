import cluster, { type Worker } from 'node:cluster';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { startProcesses } from '@/lib/server/processes/start';

/** What the parent needs of a child: it says that it is ready, and runs until a signal ends it. */
const CHILD = `process.send('ready'); setInterval(() => {}, 1_000);`;
const PATIENCE = { timeout: 15_000, interval: 50 };
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'keydesk-children-'));
  await writeFile(path.join(folder, 'child.cjs'), CHILD);
});
afterEach(() => rm(folder, { recursive: true }));

/** Children cannot be started in a folder that does not exist. */
function startChildrenIn(cwd: string): void {
  cluster.setupPrimary({ exec: path.join(folder, 'child.cjs'), execArgv: [], silent: true, cwd });
}

/** The process ids of the children that run. */
const running = () =>
  Object.values(cluster.workers ?? {}).flatMap((child) =>
    child?.process.pid !== undefined && !child.isDead() ? [child.process.pid] : [],
  );

it('reports a child that cannot be started', async () => {
  startChildrenIn(path.join(folder, 'none'));
  await expect(startProcesses(2)).rejects.toThrow(/^A process could not start: spawn .+\.$/);
});

it('tries again to replace one, if another cannot be started at once', async () => {
  startChildrenIn(folder);
  const parts = await startProcesses(2);
  const [first = 0, ...others] = running();
  expect(others).toHaveLength(1);
  let failures = 0;
  const countFailures = ({ process: { pid } }: Worker) => {
    if (pid === undefined) failures += 1;
  };
  cluster.on('fork', countFailures);
  onTestFinished(() => void cluster.off('fork', countFailures));
  startChildrenIn(path.join(folder, 'none'));
  process.kill(first, 'SIGKILL');
  await vi.waitFor(() => expect(failures).toBeGreaterThan(1), PATIENCE);
  expect(running()).toEqual(others);
  startChildrenIn(folder);
  await vi.waitFor(() => expect(running()).toHaveLength(2), PATIENCE);
  await parts.stop();
  expect(running()).toEqual([]);
});
