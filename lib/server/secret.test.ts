import { rm, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { readSecret, secretFile } from '@/lib/app-secret';
import { runProgram } from '@/lib/testing/servers/program';
import { makeDataDir, removeDataDir, startErrorOf, startServer } from '@/lib/testing/servers/server';

// Each test starts a server or a command, on whatever machine this is.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });
const OTHER = 'another secret of this test, and of nothing else';

let dataDir: string;
let secret: string;

beforeAll(async () => {
  dataDir = await makeDataDir();
  const server = await startServer(dataDir, { ROLE: 'worker' });
  await server.end('SIGTERM');
  secret = (await readSecret(dataDir)) ?? '';
});

afterAll(() => removeDataDir(dataDir));

/** What a server, and a command, print when they end instead of starting. */
async function refusals(env: Record<string, string> = {}): Promise<string[]> {
  onTestFinished(() => writeFile(secretFile(dataDir), secret));
  const server = await startErrorOf(startServer(dataDir, { ROLE: 'worker', ...env }));
  const command = await runProgram('cli/credit.ts', ['ws_1', '5'], { DATA_DIR: dataDir, ...env });
  return [server.output, command.output];
}

describe('a server and a command are refused in one sentence', () => {
  it.each<[string, string | undefined, Record<string, string>, RegExp]>([
    [
      'with another APP_SECRET',
      undefined,
      { APP_SECRET: OTHER },
      /^APP_SECRET is another secret than .+\.\n$/,
    ],
    ['when the file holds another secret', OTHER, {}, /^The file \S+ holds another secret than .+\.\n$/],
    ['when the file is empty', '\n', {}, /^The file \S+ is empty: restore .+\.\n$/],
    ['when the file is too short', 'short', {}, /^The file \S+ holds fewer than 32 characters: .+\.\n$/],
  ])('%s', async (_, file, env, sentence) => {
    if (file !== undefined) await writeFile(secretFile(dataDir), file);
    for (const output of await refusals(env)) {
      expect(output).toMatch(sentence);
      expect(output).not.toContain('DATABASE_URL');
    }
  });

  it('when the file is gone, and make no other', async () => {
    await rm(secretFile(dataDir));
    for (const output of await refusals())
      expect(output).toMatch(/^The file \S+app-secret is missing, and .+\.\n$/);
    expect(await readSecret(dataDir)).toBeUndefined();
  });
});

it('starts with the same secret followed by a newline', async () => {
  await writeFile(secretFile(dataDir), `${secret}\n`);
  const server = await startServer(dataDir, { ROLE: 'worker' });
  expect(await server.end('SIGTERM')).toBe(0);
});
