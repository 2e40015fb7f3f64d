import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { startCommand, type TestCommand } from '@/lib/testing/servers/command';
import { processesOn } from '@/lib/testing/servers/processes';
import { makeDataDir, removeDataDir } from '@/lib/testing/servers/server';

// Each test starts a whole chain of processes, which can be slow on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGKILL'] as const;
const onLinux = existsSync('/proc') ? describe : describe.skip;

/** Shared by all tests, so that each command proves that the previous one left no lock. */
let dataDir: string;

beforeAll(async () => {
  dataDir = await makeDataDir();
});

afterAll(() => removeDataDir(dataDir));

function start(name: string, folder = dataDir, env: Record<string, string> = {}): TestCommand {
  const command = startCommand(name, folder, env);
  onTestFinished(() => {
    for (const { pid } of processesOn(folder)) process.kill(pid, 'SIGKILL');
  });
  return command;
}

function table(programs: Record<string, string>): [string, NodeJS.Signals, string][] {
  return Object.entries(programs).flatMap(([name, text]) =>
    SIGNALS.map((signal): [string, NodeJS.Signals, string] => [name, signal, text]),
  );
}

/** PostgreSQL logs this line only after all data is on disk. */
async function expectCleanEnd(): Promise<void> {
  const cluster = path.join(dataDir, 'postgres', 'cluster');
  expect(existsSync(path.join(cluster, 'postmaster.pid'))).toBe(false);
  expect((await readFile(path.join(cluster, 'server.log'), 'utf8')).trimEnd()).toMatch(
    /database system is shut down$/,
  );
}

onLinux('a server started by npm ends with all its processes', () => {
  it.each(table({ npm: 'npm run dev', 'the script': 'scripts/dev.mjs', 'the server': 'build/server.js' }))(
    'when %s gets %s',
    async (_name, signal, text) => {
      const command = start('dev');
      await command.prints('Keydesk is ready');
      process.kill((await command.find(text)).pid, signal);
      await command.isGone();
      await expectCleanEnd();
      // Only a killed server cannot shut down cleanly.
      if (signal !== 'SIGKILL' || text !== 'build/server.js') expect(command.output()).toContain('"Stopped"');
    },
  );

  it('when all processes get SIGHUP at once from a closed terminal', async () => {
    const command = start('dev');
    await command.prints('Keydesk is ready');
    process.kill(-(command.child.pid ?? 0), 'SIGHUP');
    await command.isGone();
    await expectCleanEnd();
    expect(command.output()).toContain('"Stopped"');
  });

  it.each(SIGNALS)('when npm gets %s while the database is being created', async (signal) => {
    const fresh = await makeDataDir();
    onTestFinished(() => removeDataDir(fresh));
    const command = start('dev', fresh);
    await command.find('initdb');
    command.child.kill(signal);
    await command.isGone();
    const again = start('dev', fresh);
    await again.prints('Keydesk is ready');
    expect(await readdir(path.join(fresh, 'postgres'))).toEqual(['cluster']);
    again.child.kill('SIGTERM');
    await again.isGone();
  });
});

onLinux('a command with its own database ends with all its processes', () => {
  it.each(
    table({
      npm: 'npm run seed',
      'the script': 'scripts/program.mjs',
      'the program': 'build/prisma/seed.js',
    }),
  )('when %s gets %s', async (_name, signal, text) => {
    const command = start('seed');
    await command.find(path.join(dataDir, 'postgres/cluster/postmaster.pid'));
    await command.find('bin/postgres');
    process.kill((await command.find(text)).pid, signal);
    await command.isGone();
    await expectCleanEnd();
  });
});
