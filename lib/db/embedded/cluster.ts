import { existsSync } from 'node:fs';
import { chown, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { randomBase62 } from '@/lib/base62';
import { type ClusterLocation, findClusterLocation } from '@/lib/db/embedded/cluster-location';
import { freePort } from '@/lib/db/embedded/free-port';
import { type Guard, runGuarded } from '@/lib/db/embedded/guard';
import { disownLostPid } from '@/lib/db/embedded/pid-file';
import { run } from '@/lib/db/embedded/run';
import { endSurvivors } from '@/lib/db/embedded/survivors';
import { isAlive } from '@/lib/is-alive';
import { OperatorError } from '@/lib/operator-error';

const START_TIMEOUT_SECONDS = '60';

/** A PostgreSQL cluster on disk. It listens on the loopback address only. */
export interface Cluster {
  location: ClusterLocation;
  /** The folder of the cluster (PGDATA). */
  data: string;
  password: string;
}

/** Removes what a killed start has left behind: an unfinished cluster and its password file. */
async function removeLostDrafts(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    const pid = /^draft-(\d+)-/.exec(name)?.[1];
    if (pid && !isAlive(Number(pid))) await rm(path.join(home, name), { recursive: true, force: true });
  }
}

/**
 * Initializes a cluster next to its final location and renames it, so that an interrupted start leaves nothing
 * unfinished there.
 */
async function initialise(location: ClusterLocation, data: string): Promise<void> {
  await removeLostDrafts(location.home);
  const draft = path.join(location.home, `draft-${process.pid}-${randomBase62(8)}`);
  const passwordFile = `${draft}.password`;
  const password = randomBase62(40);
  await writeFile(passwordFile, password, { mode: 0o600 });
  await mkdir(draft, { mode: 0o700 });
  if (location.owner) {
    await chown(passwordFile, location.owner.uid, location.owner.gid);
    await chown(draft, location.owner.uid, location.owner.gid);
  }
  const { code, output } = await run(
    location.binaries.initdb,
    [
      `--pgdata=${draft}`,
      '--username=keydesk',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      '--data-checksums',
    ],
    location.owner,
  );
  if (code !== 0) throw new OperatorError(`PostgreSQL could not be set up in ${location.home}:\n${output}`);
  await rename(passwordFile, path.join(draft, 'keydesk.password'));
  await rename(draft, data).catch(async (error: NodeJS.ErrnoException) => {
    await rm(draft, { recursive: true });
    // Another start was first, and its cluster is as good.
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  });
}

/** Opens the cluster under `dataDir`, whether its server runs or not. Creates it at the first start. */
export async function openCluster(dataDir: string): Promise<Cluster> {
  const location = await findClusterLocation(dataDir);
  const data = path.join(location.home, 'cluster');
  const passwordFile = path.join(data, 'keydesk.password');
  if (!existsSync(data)) await initialise(location, data);
  return { location, data, password: await readFile(passwordFile, 'utf8') };
}

async function isRunning({ location, data }: Cluster): Promise<boolean> {
  return (await run(location.binaries.pg_ctl, ['status', '-D', data], location.owner)).code === 0;
}

/** The URL of database `name` on the running server. The port is in line 4 of postmaster.pid. */
export async function urlOf(cluster: Cluster, name: string): Promise<string> {
  const lines = (await readFile(path.join(cluster.data, 'postmaster.pid'), 'utf8')).split('\n');
  return `postgresql://keydesk:${cluster.password}@127.0.0.1:${lines[3]?.trim()}/${name}`;
}

/**
 * Starts the server on `port` (by default a free one) and waits until it accepts connections. Returns the guard that
 * stops the server when this process ends, or nothing if a server is already running.
 * @throws OperatorError if it does not start
 */
export async function startCluster(
  cluster: Cluster,
  settings: string[] = [],
  port?: number,
): Promise<Guard | undefined> {
  const { location, data } = cluster;
  await disownLostPid(data);
  if (await isRunning(cluster)) return undefined;
  await endSurvivors(data);
  const options = [
    `port=${port ?? (await freePort())}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=100',
    'shared_buffers=128MB',
    ...settings,
  ];
  const log = path.join(data, 'server.log');
  const { outcome, guard } = await runGuarded(
    path.join(data, 'postmaster.pid'),
    [
      location.binaries.pg_ctl,
      'start',
      '--wait',
      `--timeout=${START_TIMEOUT_SECONDS}`,
      `--pgdata=${data}`,
      `--log=${log}`,
      `--options=${options.map((option) => `-c ${option}`).join(' ')}`,
    ],
    location.owner,
  );
  if (outcome.code === 0) return guard;
  guard.release();
  if (await isRunning(cluster)) return undefined;
  throw new OperatorError(`PostgreSQL did not start; its log is ${log}:\n${outcome.output}`);
}

/** Whether the server is shutting down and waits for its connections to close. It is in line 8 of postmaster.pid. */
export async function isStopping({ data }: Cluster): Promise<boolean> {
  const lines = await readFile(path.join(data, 'postmaster.pid'), 'utf8').catch(() => '');
  return lines.split('\n')[7]?.trim() === 'stopping';
}

/** Stops the server and closes its connections. Committed data is not lost. */
export async function stopCluster(cluster: Cluster): Promise<void> {
  const { code, output } = await run(
    cluster.location.binaries.pg_ctl,
    ['stop', '--wait', '--mode=fast', `--pgdata=${cluster.data}`],
    cluster.location.owner,
  );
  if (code !== 0 && (await isRunning(cluster)))
    throw new OperatorError(`PostgreSQL did not stop:\n${output}`);
}
