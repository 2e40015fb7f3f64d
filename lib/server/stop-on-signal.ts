import { log } from '@/lib/log';

/** A terminal and npm may both pass on one press of Ctrl+C. */
const SAME_PRESS_MS = 500;

/** Runs `stop` and ends the process at the first SIGTERM, SIGINT or SIGHUP; a second one ends it at once. */
export function stopOnSignal(stop: () => Promise<void>): void {
  let askedAt: number | undefined;
  async function onSignal(reason: NodeJS.Signals): Promise<void> {
    if (askedAt !== undefined) {
      if (performance.now() - askedAt > SAME_PRESS_MS) process.exit(1);
      return;
    }
    askedAt = performance.now();
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
