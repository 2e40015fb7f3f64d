import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import type { TestServer } from '@/lib/testing/servers/server';

export interface RunningProcess {
  pid: number;
  command: string;
}

/** What `read` returns, or '' if the process has ended or belongs to somebody else. */
function orNothing(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}

function read(pid: number, file: string): string {
  return orNothing(() => readFileSync(`/proc/${pid}/${file}`, 'utf8')).replaceAll('\0', ' ');
}

/**
 * The processes that work on `folder`: it is their working directory, or in their arguments or environment. Linux only.
 * Tests call it many times a second. It reads synchronously, because promises take ten times the processor time.
 */
export function processesOn(folder: string): RunningProcess[] {
  return readdirSync('/proc').flatMap((name) => {
    const pid = Number(name);
    if (!(pid > 0) || pid === process.pid) return [];
    // Empty for the threads of the kernel and for processes that have ended.
    const command = read(pid, 'cmdline');
    if (command === '') return [];
    const worksOn =
      command.includes(folder) ||
      read(pid, 'environ').includes(folder) ||
      orNothing(() => readlinkSync(`/proc/${pid}/cwd`)).includes(folder);
    if (!worksOn) return [];
    return [{ pid, command: command.trim() }];
  });
}

/** The processes of a server that has several, without their parent. */
export function childrenOf({ dataDir, child }: Pick<TestServer, 'dataDir' | 'child'>): number[] {
  const servers = processesOn(dataDir).filter(({ command }) => command.includes('server.js'));
  return servers.map(({ pid }) => pid).filter((pid) => pid !== child.pid);
}
