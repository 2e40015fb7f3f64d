import { readdir, readlink, realpath } from 'node:fs/promises';
import path from 'node:path';

/**
 * Kills what is left of a PostgreSQL in `data` whose main process is gone. Such a process ends by itself once it is
 * idle; until then it holds the memory that the next PostgreSQL needs. Finds nothing where there is no /proc.
 */
export async function endSurvivors(data: string): Promise<void> {
  const folder = await realpath(data);
  const names = await readdir('/proc').catch(() => []);
  for (const pid of names.filter((name) => /^\d+$/.test(name))) {
    // PostgreSQL's processes work in their data folder. A process that has ended, or is another user's, has none to show.
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
