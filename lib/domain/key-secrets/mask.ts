import { type StartFormat, startsOf } from '@/lib/domain/key-secrets/secret-start';

/** What pages may show of a secret: its start and its last four characters, such as `kd_live_****o5p6`. */
export function maskSecret(format: StartFormat, secret: string): string {
  const start = startsOf(format, secret).find(Boolean) ?? '';
  return `${start}****${secret.slice(-4)}`;
}

/** The start is short: more of it would be part of a secret. */
const MASK = /^([^\s*]{0,24})\*+([0-9A-Za-z]{4})$/;

/** The parts of a masked secret; null if the text is not one. The prefix may be missing: `****o5p6`. */
export function readMask(text: string): { start: string; lastFour: string } | null {
  const [, start, lastFour] = MASK.exec(text) ?? [];
  return start !== undefined && lastFour ? { start, lastFour } : null;
}
