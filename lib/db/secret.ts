import { existsSync } from 'node:fs';
import { fingerprintOf, makeSecret, readSecret, secretFile } from '@/lib/app-secret';
import { Connection } from '@/lib/db/connection';
import type { Env } from '@/lib/env';
import { OperatorError } from '@/lib/operator-error';

const DEPENDS = 'every key and password in this database depends on';

function explainMissing(file: string): string {
  return `The file ${file} is missing, and ${DEPENDS} the secret that it held: restore the file from your backup, or set APP_SECRET to that secret.`;
}

function explainOther({ APP_SECRET }: Env, file: string): string {
  if (APP_SECRET === undefined) {
    return `The file ${file} holds another secret than the one that ${DEPENDS}: restore the file that belongs to this database from your backup.`;
  }
  const remedy = existsSync(file) ? `, or unset it to use the one in ${file}` : '';
  return `APP_SECRET is another secret than the one that ${DEPENDS}: set it to the value that it had before${remedy}.`;
}

async function hasUsers(client: Connection): Promise<boolean> {
  return (await client.query('SELECT 1 FROM users LIMIT 1')).rowCount === 1;
}

async function readFingerprint(client: Connection): Promise<Buffer | undefined> {
  const { rows } = await client.query<{ fingerprint: Buffer }>(
    'SELECT secret_fingerprint AS fingerprint FROM installation',
  );
  return rows[0]?.fingerprint;
}

/** Binds the database to a secret, unless another start or process has already done so. */
async function recordFingerprint(client: Connection, fingerprint: Buffer): Promise<void> {
  await client.query('INSERT INTO installation (secret_fingerprint) VALUES ($1) ON CONFLICT DO NOTHING', [
    fingerprint,
  ]);
}

/**
 * The secret of the migrated database at `url`: APP_SECRET, or the one in DATA_DIR. For a new database it is created if
 * there is none. The first start binds the database to its secret; later starts with another one are refused.
 *
 * @throws OperatorError if the secret is missing, or does not belong to the database
 */
export async function secretFor(url: string, env: Env): Promise<string> {
  const file = secretFile(env.DATA_DIR);
  const client = new Connection({ connectionString: url });
  await client.connect();
  try {
    const found = env.APP_SECRET ?? (await readSecret(env.DATA_DIR));
    if (found === undefined && ((await readFingerprint(client)) || (await hasUsers(client)))) {
      throw new OperatorError(explainMissing(file));
    }
    const secret = found ?? (await makeSecret(env.DATA_DIR));
    const fingerprint = fingerprintOf(secret);
    await recordFingerprint(client, fingerprint);
    if (!(await readFingerprint(client))?.equals(fingerprint))
      throw new OperatorError(explainOther(env, file));
    return secret;
  } finally {
    await client.end();
  }
}
