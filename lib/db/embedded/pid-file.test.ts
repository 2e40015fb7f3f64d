import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { disownReusedPid } from '@/lib/db/embedded/pid-file';

async function pidFile(pid: number): Promise<{ data: string; read(): Promise<string> }> {
  const data = await mkdtemp(path.join(tmpdir(), 'keydesk-pid-'));
  onTestFinished(() => rm(data, { recursive: true }));
  const file = path.join(data, 'postmaster.pid');
  await writeFile(file, `${pid}\n${data}\n1795229566\n5432\n`);
  return { data, read: () => readFile(file, 'utf8') };
}

it.runIf(existsSync('/proc'))(
  'takes a process id that another program has by now for nobody’s, and keeps the rest',
  async () => {
    const { data, read } = await pidFile(process.pid);
    await disownReusedPid(data);
    expect(await read()).toBe(`4194305\n${data}\n1795229566\n5432\n`);
  },
);

it('leaves the id of a process that is gone to PostgreSQL', async () => {
  const { data, read } = await pidFile(4_194_304);
  const before = await read();
  await disownReusedPid(data);
  expect(await read()).toBe(before);
});

it('has nothing to do without the file', async () => {
  await expect(disownReusedPid(path.join(tmpdir(), 'keydesk-no-such-folder'))).resolves.toBeUndefined();
});
