import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Above the highest process id that Linux gives out. */
const NOBODY = '4194305';

/**
 * After a crash of the whole machine or container, the process id in postmaster.pid may belong to another
 * program by now, and PostgreSQL would take that for itself, still running. Such an id is replaced by one that
 * no process has; the rest of the file stays, because PostgreSQL's check for survivors needs it.
 */
export async function disownReusedPid(data: string): Promise<void> {
  const file = path.join(data, 'postmaster.pid');
  const content = await readFile(file, 'utf8').catch(() => '');
  const [pid, ...rest] = content.split('\n');
  if (!pid) return;
  // Without a /proc, or such a process, there is nothing to mend.
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  if (command && !command.includes(data)) await writeFile(file, [NOBODY, ...rest].join('\n'));
}
