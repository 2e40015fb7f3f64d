import { onTestFinished } from 'vitest';
import { disconnect } from '@/lib/db/client';
import { overrideEnv } from '@/lib/env';
import { makeDataDir, removeDataDir, startServer, type TestServer } from '@/lib/testing/servers/server';

const { APP_SECRET, DATABASE_URL: own } = process.env;

/** Starts a gateway with a worker on the database of `env`, which ends with the test. */
export async function startForTest(env: { DATABASE_URL: string; APP_SECRET?: string }): Promise<TestServer> {
  const dataDir = await makeDataDir();
  onTestFinished(() => removeDataDir(dataDir));
  const server = await startServer(dataDir, {
    ROLE: 'gateway,worker',
    LOG_LEVEL: 'warn',
    APP_SECRET,
    ...env,
  });
  onTestFinished(async () => {
    await server.end('SIGKILL');
  });
  return server;
}

/** Lets the factories and readers of this process use another database until the test ends. */
export async function switchDatabase(url: string): Promise<void> {
  await disconnect();
  overrideEnv({ DATABASE_URL: url });
  onTestFinished(async () => {
    await disconnect();
    overrideEnv({ DATABASE_URL: own });
  });
}
