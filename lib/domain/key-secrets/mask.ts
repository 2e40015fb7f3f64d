import type { KeyPolicy } from '@/lib/domain/key-policy/policy';

/** What pages may show of a secret: its prefix and its last four characters, such as `kd_live_****o5p6`. */
export function maskSecret({ environments }: Pick<KeyPolicy, 'environments'>, secret: string): string {
  const prefixes = Object.values(environments).map(({ prefix }) => prefix);
  const prefix = prefixes.find((start) => start !== '' && secret.startsWith(start)) ?? '';
  return `${prefix}****${secret.slice(-4)}`;
}

const MASK = /^(\w*?_?)\*+([0-9A-Za-z]{4})$/;

/** The parts of a masked secret; null where the text is none. The start may be missing: `****o5p6`. */
export function readMask(text: string): { start: string; lastFour: string } | null {
  const [, start, lastFour] = MASK.exec(text) ?? [];
  return start !== undefined && lastFour ? { start, lastFour } : null;
}
