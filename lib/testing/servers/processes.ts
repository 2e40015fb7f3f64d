import { readdir, readFile, readlink } from 'node:fs/promises';

export interface RunningProcess {
  pid: number;
  parent: number;
  command: string;
}

async function read(pid: number, file: string): Promise<string> {
  return (await readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')).replaceAll('\0', ' ');
}

/** The processes that work on `folder`: in it, or told of it by an argument or their environment. Linux only. */
export async function processesOn(folder: string): Promise<RunningProcess[]> {
  const found: RunningProcess[] = [];
  const pids = (await readdir('/proc')).map(Number).filter((pid) => pid > 0 && pid !== process.pid);
  for (const pid of pids) {
    const status = await read(pid, 'status');
    if (!status || /^State:\tZ/m.test(status)) continue;
    const workplace = await readlink(`/proc/${pid}/cwd`).catch(() => '');
    const [command, environment] = await Promise.all([read(pid, 'cmdline'), read(pid, 'environ')]);
    if (!`${workplace} ${command} ${environment}`.includes(folder)) continue;
    found.push({ pid, parent: Number(/^PPid:\t(\d+)/m.exec(status)?.[1]), command: command.trim() });
  }
  return found;
}
