import { cp, lstat, mkdir, readlink, symlink } from 'node:fs/promises';
import path from 'node:path';
import { randomBase62 } from '@/lib/base62';
import { type Binaries, findBinaries } from '@/lib/db/embedded/binaries';
import { findOwner } from '@/lib/db/embedded/owner';
import { type Owner, run } from '@/lib/db/embedded/run';

/** Where root keeps clusters whose data folder the unprivileged user cannot reach. */
const SHARED_ROOT = '/var/lib/keydesk';

export interface Place {
  binaries: Binaries;
  /** The folder that holds the cluster and its settings. */
  home: string;
  owner: Owner | undefined;
}

async function canReach(file: string, owner: Owner): Promise<boolean> {
  return (await run('test', ['-x', file], owner)).code === 0;
}

/** A copy of the programs outside a checkout that only root may enter, such as one under /root. */
async function reachable(binaries: Binaries, owner: Owner): Promise<Binaries> {
  if (await canReach(binaries.postgres, owner)) return binaries;
  const { output: version } = await run(binaries.postgres, ['--version']);
  const source = path.dirname(path.dirname(binaries.postgres));
  const copy = path.join(SHARED_ROOT, `programs-${version.replace(/[^\d.]+/g, '')}`);
  await cp(source, copy, { recursive: true, force: false, verbatimSymlinks: true });
  const bin = path.join(copy, 'bin');
  return {
    initdb: path.join(bin, 'initdb'),
    pg_ctl: path.join(bin, 'pg_ctl'),
    postgres: path.join(bin, 'postgres'),
  };
}

/**
 * Finds the programs, the user and the folder of the embedded PostgreSQL. Normally the folder is
 * `DATA_DIR/postgres`. Run as root on a DATA_DIR that the unprivileged user cannot enter, it is a link
 * from there to a folder under /var/lib/keydesk.
 */
export async function findPlace(dataDir: string): Promise<Place> {
  const [binaries, owner] = [await findBinaries(), await findOwner()];
  await mkdir(dataDir, { recursive: true, mode: owner ? 0o711 : 0o700 });
  const link = path.join(dataDir, 'postgres');
  if (!owner) {
    await mkdir(link, { recursive: true, mode: 0o700 });
    return { binaries, home: link, owner };
  }
  const existing = await lstat(link).catch(() => undefined);
  if (!existing) {
    if (await canReach(dataDir, owner)) {
      await mkdir(link, { mode: 0o711 });
    } else {
      const elsewhere = path.join(SHARED_ROOT, `data-${randomBase62(12)}`);
      await mkdir(elsewhere, { recursive: true, mode: 0o711 });
      await symlink(elsewhere, link);
    }
  }
  const home = existing?.isSymbolicLink() || !existing ? await readlink(link).catch(() => link) : link;
  return { binaries: await reachable(binaries, owner), home, owner };
}
