import { expect, inject, it, onTestFinished } from 'vitest';
import { checkDatabase } from '@/lib/db/check';
import { type Facts, findFault } from '@/lib/db/facts';
import { FEWEST_CONNECTIONS } from '@/lib/db/pool-sizes';
import { execute, query } from '@/lib/testing/servers/database';
import { siblingUrl } from '@/lib/testing/servers/sibling-url';

const FIT: Facts = {
  database: 'keydesk',
  role: 'app',
  version: '15.0',
  versionNumber: 150_000,
  encoding: 'UTF8',
  timeZone: 'UTC',
  dateStyle: 'ISO, MDY',
  conformingStrings: 'on',
  isStandby: false,
  readOnly: 'off',
  schema: 'public',
  replicationRole: 'origin',
  mostConnections: 97,
};

it('accepts a suitable database', () => {
  expect(findFault(FIT)).toBeUndefined();
});

it.each<[Partial<Facts>, RegExp]>([
  [{ version: '14.9', versionNumber: 140_009 }, /14\.9.+15 or newer/],
  [{ encoding: 'LATIN1' }, /LATIN1.+ENCODING 'UTF8'/],
  [{ isStandby: true }, /standby.+primary/],
  [{ readOnly: 'on' }, /ALTER ROLE "app" IN DATABASE "keydesk" SET default_transaction_read_only = off/],
  [{ timeZone: 'Pacific/Auckland' }, /Pacific\/Auckland.+startup parameter TimeZone/],
  [{ dateStyle: 'German, DMY' }, /startup parameter DateStyle/],
  [{ conformingStrings: 'off' }, /startup parameter standard_conforming_strings/],
  [{ schema: 'other' }, /schema other.+search_path = public/],
  [{ schema: null }, /search_path = public/],
  [{ replicationRole: 'replica' }, /session_replication_role = origin/],
])('says what to change when %o', (difference, sentence) => {
  expect(findFault({ ...FIT, ...difference })).toMatch(sentence);
});

async function makeDatabase(name: string, options: string, ...settings: string[]): Promise<string> {
  const admin = inject('adminUrl');
  await execute(admin, `CREATE DATABASE ${name} ${options}`);
  onTestFinished(() => execute(admin, `DROP DATABASE ${name} WITH (FORCE)`));
  for (const setting of settings) await execute(admin, `ALTER DATABASE ${name} SET ${setting}`);
  return siblingUrl(admin, name);
}

it('accepts a database with other defaults', async () => {
  const url = await makeDatabase(
    'check_defaults',
    '',
    "TimeZone = 'Pacific/Auckland'",
    "DateStyle = 'German, DMY'",
    "default_transaction_isolation = 'serializable'",
    'standard_conforming_strings = off',
  );
  expect(await checkDatabase(url, 41)).toBe(41);
});

it('opens at most what the server accepts, and leaves some to commands', async () => {
  const given = await checkDatabase(inject('adminUrl'), 1_000);
  const [most] = await query(
    inject('adminUrl'),
    `SELECT current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
       - coalesce(current_setting('reserved_connections', true), '0')::int AS connections`,
  );
  expect(most).toEqual({ connections: given + FEWEST_CONNECTIONS });
});

it.each([
  [
    'check_latin1',
    "ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C' TEMPLATE template0",
    [],
    /encoding is LATIN1/,
  ],
  ['check_read_only', '', ['default_transaction_read_only = on'], /transactions are read-only/],
  ['check_search_path', '', ['search_path = pg_catalog'], /instead of public/],
])('refuses the database %s in one sentence', async (name, options, settings, sentence) => {
  const refused = checkDatabase(await makeDatabase(name, options, ...settings), 41);
  await expect(refused).rejects.toThrow(/^The database that DATABASE_URL names cannot be used: [^\n]+\.$/);
  await expect(refused).rejects.toThrow(sentence);
});
