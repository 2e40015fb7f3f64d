import { type Owner, run } from '@/lib/db/embedded/run';
import { OperatorError } from '@/lib/operator-error';

async function lookUp(name: string): Promise<Owner | undefined> {
  const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
  if (uid.code !== 0 || gid.code !== 0) return undefined;
  return { uid: Number(uid.output), gid: Number(gid.output) };
}

/**
 * The user that PostgreSQL runs as. PostgreSQL refuses to run as root, so for root this is the user `postgres`, created
 * if possible, or else `nobody`. Undefined for other users: PostgreSQL runs as the same user.
 */
export async function findOwner(): Promise<Owner | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const existing = await lookUp('postgres');
  if (existing) return existing;
  await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']);
  const owner = (await lookUp('postgres')) ?? (await lookUp('nobody'));
  if (!owner)
    throw new OperatorError('As root, PostgreSQL needs an unprivileged user: add one named postgres.');
  return owner;
}
