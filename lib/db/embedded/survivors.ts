import { readdir, readlink, realpath } from 'node:fs/promises';
import path from 'node:path';

/**
 * Kills the remaining processes of a PostgreSQL in `data` whose main process is gone. They end on their own when they
 * become idle, but until then they hold the memory that the next PostgreSQL needs. Does nothing without /proc.
 */
export async function endSurvivors(data: string): Promise<void> {
  const folder = await realpath(data);
  const names = await readdir('/proc').catch(() => []);
  for (const pid of names.filter((name) => /^\d+$/.test(name))) {
    // PostgreSQL's processes work in their data folder. The folder of a process that has ended, or of another user,
    // cannot be read.
    const workplace = await readlink(`/proc/${pid}/cwd`).catch(() => '');
    const program = await readlink(`/proc/${pid}/exe`).catch(() => '');
    if (workplace !== folder || !path.basename(program).startsWith('postgres')) continue;
    try {
      process.kill(Number(pid), 'SIGKILL');
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
    }
  }
}
