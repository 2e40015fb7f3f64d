import { existsSync } from 'node:fs';
import { cp, lstat, mkdir, readlink, rename, rm, stat, symlink } from 'node:fs/promises';
import path from 'node:path';
import { randomBase62 } from '@/lib/base62';
import { type Binaries, findBinaries } from '@/lib/db/embedded/binaries';
import { findOwner } from '@/lib/db/embedded/owner';
import { type Owner, run } from '@/lib/db/embedded/run';
import { OperatorError } from '@/lib/operator-error';

/** Where root puts files that the unprivileged user must read, if they are out of reach for that user. */
const SHARED_ROOT = '/var/lib/keydesk';

export interface ClusterLocation {
  binaries: Binaries;
  /** The folder with the cluster and its settings. */
  home: string;
  owner: Owner | undefined;
}

/** Like a recursive mkdir, which never returns under /proc and similar folders. */
async function makeFolder(folder: string, mode: number): Promise<void> {
  if (existsSync(folder)) return;
  await makeFolder(path.dirname(folder), mode);
  await mkdir(folder, { mode }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
}

async function canReach(file: string, owner: Owner): Promise<boolean> {
  return (await run('test', ['-x', file], owner)).code === 0;
}

/** A copy of the programs, if only root can enter their folder, such as one under /root. */
async function reachable(binaries: Binaries, owner: Owner): Promise<Binaries> {
  if (await canReach(binaries.postgres, owner)) return binaries;
  const { output: version } = await run(binaries.postgres, ['--version']);
  const copy = path.join(SHARED_ROOT, `programs-${version.replace(/[^\d.]+/g, '')}`);
  if (!(await stat(copy).catch(() => undefined))) {
    const draft = `${copy}-${randomBase62(8)}`;
    await cp(path.dirname(path.dirname(binaries.postgres)), draft, {
      recursive: true,
      verbatimSymlinks: true,
    });
    // Another start has copied the same programs first.
    await rename(draft, copy).catch(() => rm(draft, { recursive: true }));
  }
  const program = (name: string) => path.join(copy, 'bin', name);
  return { initdb: program('initdb'), pg_ctl: program('pg_ctl'), postgres: program('postgres') };
}

/** The folder of root's clusters: `link`, or, if `owner` cannot enter it, the folder that `link` points to. */
async function findSharedHome(link: string, owner: Owner): Promise<string> {
  const existing = await lstat(link).catch(() => undefined);
  if (existing?.isSymbolicLink()) {
    const target = await readlink(link);
    if (await stat(target).catch(() => undefined)) return target;
    throw new OperatorError(
      `The database of this data folder was kept in ${target}, which is gone: bring it back, or delete ${link} to start with an empty database.`,
    );
  }
  if (existing) return link;
  if (await canReach(path.dirname(link), owner)) {
    await mkdir(link, { recursive: true, mode: 0o711 });
    return link;
  }
  const elsewhere = path.join(SHARED_ROOT, `data-${randomBase62(12)}`);
  await mkdir(elsewhere, { recursive: true, mode: 0o711 });
  try {
    await symlink(elsewhere, link);
    return elsewhere;
  } catch {
    // Another start was first.
    await rm(elsewhere, { recursive: true });
    return readlink(link);
  }
}

/** The owner of an existing cluster that was created by an ordinary user, before root started it. */
async function ownerOf(cluster: string): Promise<Owner | undefined> {
  const { uid, gid } = (await stat(cluster).catch(() => undefined)) ?? {};
  return uid && gid !== undefined ? { uid, gid } : undefined;
}

/**
 * Finds the programs, the user and the folder of the embedded PostgreSQL. Normally the folder is
 * `DATA_DIR/postgres`. Run as root on a DATA_DIR that the unprivileged user cannot enter, it is a link
 * from there to a folder under /var/lib/keydesk.
 */
export async function findClusterLocation(dataDir: string): Promise<ClusterLocation> {
  const binaries = await findBinaries();
  const unprivileged = await findOwner();
  const link = path.resolve(dataDir, 'postgres');
  await makeFolder(path.dirname(link), unprivileged ? 0o711 : 0o700);
  if (!unprivileged) {
    await mkdir(link, { recursive: true, mode: 0o700 });
    return { binaries, home: link, owner: undefined };
  }
  const home = await findSharedHome(link, unprivileged);
  const owner = (await ownerOf(path.join(home, 'cluster'))) ?? unprivileged;
  return { binaries: await reachable(binaries, owner), home, owner };
}
