/** What every connection to the database is opened with, so that no caller waits for ever. */
export const CONNECTION = {
  connectionTimeoutMillis: 5_000,
  /** A statement that runs longer than this is a fault; the server ends it. */
  statement_timeout: 10_000,
  /** For a server that is too far gone to do so. */
  query_timeout: 12_000,
  /**
   * The adapter writes times without their zone, and means UTC. And whoever has waited for a lock goes on with what the
   * other left, which only READ COMMITTED lets them see; a database may have another default.
   */
  options: '-c TimeZone=UTC -c default_transaction_isolation=read\\ committed',
};
