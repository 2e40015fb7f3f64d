/** What every connection to the database is opened with, so that no caller waits for ever. */
export const CONNECTION = {
  connectionTimeoutMillis: 5_000,
  /** A statement that runs longer than this is a fault; the server ends it. */
  statement_timeout: 10_000,
  /** For a server that is too far gone to do so. */
  query_timeout: 12_000,
  /** The adapter writes times without their zone, and means UTC. */
  options: '-c TimeZone=UTC',
};
