import { pino } from 'pino';
import { env } from '@/lib/env';
import { isChild } from '@/lib/is-child';

/** Structured logs on stdout. Code never passes secrets to it. These paths are a second protection. */
export const log = pino({
  level: env().LOG_LEVEL,
  base: isChild() ? { pid: process.pid } : undefined,
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
