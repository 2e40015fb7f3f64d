import { onTestFinished, vi } from 'vitest';
import { log } from '@/lib/log';

/** What is logged from now until the end of the test, at every level: the level and then what was logged. */
export function captureLog(): unknown[][] {
  const lines: unknown[][] = [];
  const before = log.level;
  log.level = 'trace';
  const spies = (['debug', 'info', 'warn', 'error'] as const).map((level) =>
    vi.spyOn(log, level).mockImplementation((...line: unknown[]) => void lines.push([level, ...line])),
  );
  onTestFinished(() => {
    for (const spy of spies) spy.mockRestore();
    log.level = before;
  });
  return lines;
}
