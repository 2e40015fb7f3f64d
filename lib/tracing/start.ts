import { setTimeout as pause } from 'node:timers/promises';
import { SECOND } from '@/lib/clock';
import { log } from '@/lib/log';
import { traceWith } from '@/lib/spans';
import { openProvider } from '@/lib/tracing/provider';
import { tracingSettings } from '@/lib/tracing/settings';
import { createTracer } from '@/lib/tracing/tracer';

/** How long the end of the process waits for the receiver of the last spans. */
const PATIENCE_MS = 2 * SECOND;

/**
 * Records and sends traces if the standard variables of OpenTelemetry ask for them. Otherwise nothing of it is loaded.
 * @returns a function that sends what is left and ends this
 * @throws EnvError if one of the variables is wrong
 */
export async function startTracing(): Promise<() => Promise<void>> {
  const settings = tracingSettings();
  if (!settings) return async () => {};
  const provider = await openProvider(settings);
  traceWith(await createTracer(provider));
  return async () => {
    traceWith(undefined);
    const ended = provider.shutdown().catch((err: unknown) => log.warn({ err }, 'The last traces are lost'));
    await Promise.race([ended, pause(PATIENCE_MS, undefined, { ref: false })]);
  };
}
