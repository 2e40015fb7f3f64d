import { pino } from 'pino';
import { env } from '@/lib/env';

/**
 * Structured logs on stdout. What could hold a secret is never passed in; these paths are the net below that rule.
 */
export const log = pino({
  level: env().LOG_LEVEL,
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: {
    paths: [
      '*.authorization',
      '*.cookie',
      '*.password',
      '*.secret',
      'authorization',
      'cookie',
      'password',
      'secret',
    ],
    censor: '[redacted]',
  },
  transport: process.stdout.isTTY
    ? { target: 'pino-pretty', options: { translateTime: 'HH:MM:ss', ignore: 'pid,hostname' } }
    : undefined,
});
