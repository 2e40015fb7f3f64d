import type pg from 'pg';

/** What a connection reports about itself and its server. */
export interface Facts {
  database: string;
  role: string;
  version: string;
  versionNumber: number;
  encoding: string;
  timeZone: string;
  dateStyle: string;
  conformingStrings: string;
  isStandby: boolean;
  readOnly: string;
  schema: string | null;
  replicationRole: string;
  /** How many connections the server accepts from ordinary roles. */
  mostConnections: number;
}

const READ_FACTS = `
  SELECT current_database() AS database, current_user AS role,
    current_setting('server_version') AS version, current_setting('server_version_num')::int AS "versionNumber",
    current_setting('server_encoding') AS encoding, current_setting('TimeZone') AS "timeZone",
    current_setting('DateStyle') AS "dateStyle",
    current_setting('standard_conforming_strings') AS "conformingStrings",
    pg_is_in_recovery() AS "isStandby", current_setting('default_transaction_read_only') AS "readOnly",
    current_schema() AS schema, current_setting('session_replication_role') AS "replicationRole",
    current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
      - coalesce(current_setting('reserved_connections', true), '0')::int AS "mostConnections"`;

/** Reads the facts over a connection. */
export async function readFacts(client: pg.PoolClient): Promise<Facts | undefined> {
  return (await client.query<Facts>(READ_FACTS)).rows[0];
}

/** Why a database cannot be used, and what to change; undefined if it can. */
export function findFault(facts: Facts): string | undefined {
  const set = (setting: string) =>
    `run ALTER ROLE "${facts.role}" IN DATABASE "${facts.database}" SET ${setting}`;
  const pass = (name: string) => `let the pooler in between pass on the startup parameter ${name}`;
  if (facts.versionNumber < 150_000) {
    return `it is PostgreSQL ${facts.version}, and Keydesk needs version 15 or newer`;
  }
  if (facts.encoding !== 'UTF8') {
    return `its encoding is ${facts.encoding}, which cannot hold every text: create a database with ENCODING 'UTF8'`;
  }
  if (facts.isStandby) return 'it is a standby, which cannot be written to: name the primary server';
  if (facts.readOnly !== 'off') {
    return `its transactions are read-only: ${set('default_transaction_read_only = off')}`;
  }
  if (facts.timeZone !== 'UTC') {
    return `its time zone is ${facts.timeZone} although UTC was asked for, so times would be stored wrong: ${pass('TimeZone')}`;
  }
  if (!facts.dateStyle.startsWith('ISO')) {
    return `its DateStyle is ${facts.dateStyle} although ISO was asked for: ${pass('DateStyle')}`;
  }
  if (facts.conformingStrings !== 'on') {
    return `its standard_conforming_strings is off although on was asked for: ${pass('standard_conforming_strings')}`;
  }
  if (facts.schema !== 'public') {
    return `tables would be made in the schema ${facts.schema ?? '(none)'} instead of public: ${set('search_path = public')}`;
  }
  if (facts.replicationRole !== 'origin') {
    return `its triggers do not run: ${set('session_replication_role = origin')}`;
  }
  return undefined;
}
