import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { disownLostPid } from '@/lib/db/embedded/pid-file';

async function pidFile(pid: number): Promise<{ data: string; read(): Promise<string> }> {
  const data = await mkdtemp(path.join(tmpdir(), 'keydesk-pid-'));
  onTestFinished(() => rm(data, { recursive: true }));
  const file = path.join(data, 'postmaster.pid');
  await writeFile(file, `${pid}\n${data}\n1795229566\n5432\n`);
  return { data, read: () => readFile(file, 'utf8') };
}

it.runIf(existsSync('/proc'))(
  'replaces a process id that another program has, and keeps the rest',
  async () => {
    const { data, read } = await pidFile(process.pid);
    await disownLostPid(data);
    expect(await read()).toBe(`4194305\n${data}\n1795229566\n5432\n`);
  },
);

it.runIf(existsSync('/proc'))('replaces the id of a dead process that was not reaped', async () => {
  // The shell starts one and becomes a program that fetches none.
  const parent = spawn('sh', ['-c', 'sleep 0 & echo $!; exec sleep 60'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  onTestFinished(() => void parent.kill());
  const [printed] = await once(parent.stdout, 'data');
  const pid = Number(String(printed));
  await vi.waitFor(async () => expect(await readFile(`/proc/${pid}/stat`, 'utf8')).toContain(') Z '), 10_000);
  const { data, read } = await pidFile(pid);
  await disownLostPid(data);
  expect(await read()).toContain('4194305');
});

it.runIf(existsSync('/proc'))('recognizes its own server by another spelling of the folder', async () => {
  const { data, read } = await pidFile(process.pid);
  const server = spawn('sleep', ['60'], { cwd: data });
  onTestFinished(() => void server.kill());
  await writeFile(path.join(data, 'postmaster.pid'), `${server.pid}\n`);
  const link = `${data}-link`;
  await symlink(data, link);
  onTestFinished(() => rm(link));
  await disownLostPid(link);
  expect(await read()).toBe(`${server.pid}\n`);
});

it('does not replace the id of a process that is gone', async () => {
  const { data, read } = await pidFile(4_194_304);
  const before = await read();
  await disownLostPid(data);
  expect(await read()).toBe(before);
});

it('does nothing without the file', async () => {
  await expect(disownLostPid(path.join(tmpdir(), 'keydesk-no-such-folder'))).resolves.toBeUndefined();
});
