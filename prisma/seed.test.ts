import { beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { runProgram } from '@/lib/testing/servers/program';
import { makeDataDir, removeDataDir, startServer } from '@/lib/testing/servers/server';

// Each run hashes the passwords of several people, which takes a while.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

let dataDir: string;
beforeAll(async () => {
  dataDir = await makeDataDir();
  return () => removeDataDir(dataDir);
});

/** Runs a command with `dataDir` and returns its output. */
async function run(program: string, args: string[] = [], env: Record<string, string> = {}): Promise<string> {
  const { code, output } = await runProgram(program, args, { DATA_DIR: dataDir, ...env });
  expect(code, output).toBe(0);
  return output;
}

it('prints no address if no server is running', async () => {
  expect(await run('prisma/seed.ts')).toContain('Sign in at the address that `npm start` prints.\n');
});

it('prints the address in APP_URL', async () => {
  const output = await run('prisma/seed.ts', [], { APP_URL: 'https://keys.example/' });
  expect(output).toContain('Sign in at https://keys.example/login.\n');
});

it('prints the address of the running server, even with another PORT', async () => {
  const server = await startServer(dataDir, { ROLE: 'gateway,worker' });
  onTestFinished(async () => {
    await server.end('SIGTERM');
  });
  expect(await run('prisma/seed.ts', [], { PORT: '4000' })).toContain(`Sign in at ${server.url}/login.\n`);
  const staff = ['create', '--email', 'grace@b.test', '--name', 'Grace', '--role', 'lead', '--team', 'Care'];
  expect(await run('cli/staff.ts', staff)).toContain(`Sign in at ${server.url}/login with grace@b.test`);
});
