import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '@/lib/db/embedded/free-port';
import { findOwner } from '@/lib/db/embedded/owner';
import { run } from '@/lib/db/embedded/run';
import { findProgram } from '@/lib/testing/servers/find-program';

/** The first of PostgreSQL's programs that this machine does not have; null if it has all of a server and its clients. */
export function missingPostgresProgram(): string | null {
  return (
    ['initdb', 'pg_ctl', 'psql', 'pg_dump', 'pg_restore'].find((name) => findProgram(name) === null) ?? null
  );
}

export interface TestPostgres {
  /** The address of its database `postgres`. */
  url: string;
  stop(): Promise<void>;
}

/** A PostgreSQL of this machine, which its pg_dump can read. The embedded one can be newer than that. */
export async function startPostgres(): Promise<TestPostgres> {
  const [initdb, pgCtl] = [findProgram('initdb'), findProgram('pg_ctl')];
  if (!initdb || !pgCtl) throw new Error('PostgreSQL is not installed.');
  const owner = await findOwner();
  const folder = await mkdtemp(path.join(tmpdir(), 'keydesk-postgres-'));
  await chmod(folder, 0o777);
  const data = path.join(folder, 'data');
  const must = async (program: string, args: string[]) => {
    const { code, output } = await run(program, args, owner);
    if (code !== 0) throw new Error(output);
  };
  await must(initdb, [
    `--pgdata=${data}`,
    '--username=keydesk',
    '--auth=trust',
    '--encoding=UTF8',
    '--locale=C.UTF-8',
  ]);
  const port = await freePort();
  const options = `-c port=${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off`;
  await must(pgCtl, ['start', '--wait', `--pgdata=${data}`, `--log=${folder}/log`, `--options=${options}`]);
  return {
    url: `postgresql://keydesk@127.0.0.1:${port}/postgres`,
    async stop() {
      await must(pgCtl, ['stop', '--wait', '--mode=immediate', `--pgdata=${data}`]);
      await rm(folder, { recursive: true });
    },
  };
}
