import { execFile } from 'node:child_process';
import { beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { makeDataDir, removeDataDir, startServer } from '@/lib/testing/server';

// Each run makes people, whose passwords take a while to hash.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

let dataDir: string;
beforeAll(async () => {
  dataDir = await makeDataDir();
  return () => removeDataDir(dataDir);
});

/** Runs a command on `dataDir` as npm does, and returns what it prints. */
function run(program: string, args: string[] = [], env: Record<string, string> = {}): Promise<string> {
  const { PATH, HOME } = process.env;
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      ['--throw-deprecation', '--import', 'tsx', program, ...args],
      { env: { PATH, HOME, NODE_ENV: 'production', DATA_DIR: dataDir, LOG_LEVEL: 'warn', ...env } },
      (error, stdout, stderr) => (error ? reject(error) : resolve(stdout + stderr)),
    );
  });
}

const NEW_STAFF = [
  'create',
  '--email',
  'grace@b.test',
  '--name',
  'Grace',
  '--role',
  'lead',
  '--team',
  'Care',
];

it('names the address of the server that runs, and none while no server does', async () => {
  const unknown = 'Sign in at the address that `npm start` prints';
  expect(await run('prisma/seed.ts')).toContain(`${unknown}.\n`);
  expect(await run('prisma/seed.ts', [], { APP_URL: 'https://keys.example/' })).toContain(
    'Sign in at https://keys.example/login.\n',
  );

  const server = await startServer(dataDir);
  onTestFinished(async () => {
    await server.end('SIGKILL');
  });
  const known = `Sign in at ${server.url}/login`;
  expect(await run('prisma/seed.ts')).toContain(`${known}.\n`);
  expect(await run('prisma/seed.ts', [], { PORT: '4000' })).toContain(`${known}.\n`);
  expect(await run('prisma/staff.ts', NEW_STAFF)).toContain(`${known} with grace@b.test`);

  expect(await server.end('SIGTERM')).toBe(0);
  expect(await run('prisma/staff.ts', ['reset', '--email', 'grace@b.test'])).toContain(unknown);
});
