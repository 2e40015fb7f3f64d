import { execFileSync } from 'node:child_process';

/** Where Debian has programs that only some users have on their path. */
const MORE_FOLDERS = '/usr/sbin:/usr/local/sbin:$(echo /usr/lib/postgresql/*/bin | tr " " :)';

/** Where a program is on this machine; null where it is not. */
export function findProgram(name: string): string | null {
  try {
    const search = `PATH="$PATH:${MORE_FOLDERS}" command -v "$0"`;
    return execFileSync('/bin/sh', ['-c', search, name], { encoding: 'utf8' }).trim();
  } catch {
    return null;
  }
}
