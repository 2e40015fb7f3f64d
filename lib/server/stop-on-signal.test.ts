import { beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { stopOnSignal } from '@/lib/server/stop-on-signal';

const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;
type Signal = (typeof SIGNALS)[number];

const stop = vi.fn();
const exit = vi.spyOn(process, 'exit');

/** Delivers a signal to what stopOnSignal() listens with, and to nobody else in this process. */
let deliver: (signal: Signal, atMs: number) => void;

beforeEach(() => {
  stop.mockReset().mockReturnValue(new Promise(() => {}));
  exit.mockReset().mockReturnValue(undefined as never);
  const clock = vi.spyOn(performance, 'now');
  const others = new Set(SIGNALS.flatMap((signal) => process.listeners(signal)));
  stopOnSignal(stop);
  const own = (signal: Signal) => process.listeners(signal).filter((listener) => !others.has(listener));
  deliver = (signal, atMs) => {
    clock.mockReturnValue(atMs);
    for (const listener of own(signal)) listener(signal);
  };
  onTestFinished(() => {
    for (const signal of SIGNALS) for (const listener of own(signal)) process.off(signal, listener);
    clock.mockRestore();
  });
});

it.each(SIGNALS)('stops once at %s, which npm and a terminal can both pass on', (signal) => {
  for (const at of [0, 20, 480]) deliver(signal, at);
  expect(stop).toHaveBeenCalledTimes(1);
  expect(exit).not.toHaveBeenCalled();
});

it.each(SIGNALS)('ends at once when %s comes again', (signal) => {
  deliver(signal, 0);
  deliver(signal, 600);
  expect(exit).toHaveBeenCalledExactlyOnceWith(1);
});

it('goes on stopping at SIGTERM after SIGHUP, however late it comes', () => {
  deliver('SIGHUP', 0);
  deliver('SIGTERM', 10_000);
  expect(stop).toHaveBeenCalledTimes(1);
  expect(exit).not.toHaveBeenCalled();
});

it('exits with 0 after it has stopped', async () => {
  stop.mockResolvedValueOnce(undefined);
  deliver('SIGTERM', 0);
  await vi.waitFor(() => expect(exit).toHaveBeenCalledExactlyOnceWith(0));
});

it('exits with 1 if stopping fails', async () => {
  stop.mockRejectedValueOnce(new Error('The database did not stop.'));
  deliver('SIGTERM', 0);
  await vi.waitFor(() => expect(exit).toHaveBeenCalledExactlyOnceWith(1));
});
