import { randomBytes } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { copyMigratedData } from '@/lib/testing/servers/migrated-data';
import { childrenOf } from '@/lib/testing/servers/processes';
import { makeDataDir, removeDataDir, startServer } from '@/lib/testing/servers/server';

test('no request of the portal goes to a process whose portal is not ready', async () => {
  test.setTimeout(90_000);
  const dataDir = await makeDataDir();
  await copyMigratedData(dataDir);
  const server = await startServer(dataDir, {
    ROLE: 'gateway,portal',
    PROCESSES: '2',
    LOG_LEVEL: 'debug',
    APP_SECRET: randomBytes(32).toString('hex'),
  });
  const statuses = new Set<number | undefined>();
  const open = async (path: string) => {
    const response = fetch(`${server.url}${path}`, { headers: { connection: 'close' } });
    // The connection can belong to the process that is killed.
    statuses.add((await response.catch(() => undefined))?.status);
  };
  try {
    const before = childrenOf(server);
    process.kill(before[0] ?? 0, 'SIGKILL');
    let replaced = false;
    const lane = async () => {
      // The portal refuses this path before Next sees it, so many such requests can be made.
      while (!replaced) await open('/_error');
    };
    const lanes = [lane(), lane()];
    try {
      await expect(async () => {
        // Calls are logged, with the process that answers.
        await Promise.all(Array.from({ length: 4 }, () => open('/api/v1/account')));
        const [replacement] = childrenOf(server).filter((pid) => !before.includes(pid));
        expect(replacement).toBeDefined();
        expect(server.output()).toContain(`"pid":${replacement},`);
      }).toPass({ timeout: 60_000 });
    } finally {
      replaced = true;
      await Promise.all(lanes);
    }
    await Promise.all(Array.from({ length: 16 }, () => open('/login')));
    expect(statuses).not.toContain(503);
    expect(statuses).toContain(200);
  } finally {
    await server.end('SIGTERM');
    await removeDataDir(dataDir);
  }
});
