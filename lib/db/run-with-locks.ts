import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

/**
 * What waits for a lock also keeps others waiting. After this time a migration lets them go on. It is longer than
 * PostgreSQL's `deadlock_timeout`, after which a vacuum in the way ends.
 */
const LOCK_TIMEOUT = "SET LOCAL lock_timeout = '2s'";
const RETRY_PAUSE_MS = 500;
const RETRIES_END_AFTER_MS = 60_000;
/** `deadlock_detected` and `lock_not_available`. */
const LOCK_CODES = ['40P01', '55P03'];

/** Runs a script in the transaction of `pool`. While others hold its locks, it repeats the script, for a minute. */
export async function runWithLocks(pool: pg.Pool, script: string): Promise<void> {
  const end = performance.now() + RETRIES_END_AFTER_MS;
  // The pool itself would close the connection after each error.
  const client = await pool.connect();
  for (;;) {
    try {
      await client.query(`SAVEPOINT script; ${LOCK_TIMEOUT}`);
      await client.query(script);
      await client.query('RELEASE SAVEPOINT script');
      client.release();
      return;
    } catch (error) {
      const isLocked = error instanceof pg.DatabaseError && LOCK_CODES.includes(error.code ?? '');
      if (!isLocked || performance.now() > end) {
        client.release(true);
        throw error;
      }
    }
    await client.query('ROLLBACK TO SAVEPOINT script');
    await pause(RETRY_PAUSE_MS);
  }
}
