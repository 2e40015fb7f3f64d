import { log } from '@/lib/log';

/** A terminal and npm can both forward the same Ctrl+C. */
const SAME_PRESS_MS = 500;

/**
 * Runs `stop` and ends the process at the first SIGTERM, SIGINT or SIGHUP. The same signal again ends it at once. Another
 * signal does not: a terminal that closes sends SIGHUP to npm and to us, and SIGTERM follows when npm is gone.
 */
export function stopOnSignal(stop: () => Promise<void>): void {
  const firstAt = new Map<NodeJS.Signals, number>();
  async function onSignal(reason: NodeJS.Signals): Promise<void> {
    const before = firstAt.get(reason);
    if (before !== undefined && performance.now() - before > SAME_PRESS_MS) process.exit(1);
    const stopping = firstAt.size > 0;
    if (before === undefined) firstAt.set(reason, performance.now());
    if (stopping) return;
    log.info({ reason }, 'Stopping');
    try {
      await stop();
      log.info('Stopped');
      process.exit(0);
    } catch (err) {
      log.error({ err }, 'Stopping failed');
      process.exit(1);
    }
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, onSignal);
}
