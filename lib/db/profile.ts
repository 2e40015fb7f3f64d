import { Connection } from '@/lib/db/connection';
import { OperatorError } from '@/lib/operator-error';

/** The only profile in versions that did not record one. A database with keys but no recorded profile belongs to it. */
const FIRST_PROFILE = 'keydesk';

/** Records the profile if none is recorded, and returns the recorded one. */
async function recordProfile(client: Connection, profile: string): Promise<string | undefined> {
  const { rows } = await client.query<{ profile: string }>(
    `UPDATE installation
     SET profile = COALESCE(profile, CASE WHEN EXISTS (SELECT 1 FROM api_keys) THEN $2 ELSE $1 END)
     RETURNING profile`,
    [profile, FIRST_PROFILE],
  );
  return rows[0]?.profile;
}

/**
 * Binds the database at `url` to a profile, because its keys, prices and messages belong to one provider. The first
 * start records the profile; later starts with another one are refused. The database must already be bound to its
 * secret.
 *
 * @throws OperatorError if the database belongs to another profile
 */
export async function bindToProfile(url: string, profile: string): Promise<void> {
  const client = new Connection({ connectionString: url });
  await client.connect();
  try {
    const recorded = await recordProfile(client, profile);
    if (recorded === profile) return;
    throw new OperatorError(
      `PROFILE is ${profile}, but this database serves the profile ${recorded}: set PROFILE to ${recorded}, or use another DATABASE_URL or DATA_DIR for ${profile}.`,
    );
  } finally {
    await client.end();
  }
}
