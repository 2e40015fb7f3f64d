/** What pages may show of a secret: `kd_live_****o5p6`. */
export function maskSecret(secret: string): string {
  const prefix = secret.slice(0, secret.lastIndexOf('_') + 1);
  return `${prefix}****${secret.slice(-4)}`;
}

const MASK = /^(\w*?_?)\*+([0-9A-Za-z]{4})$/;

/** The parts of a masked secret; null where the text is none. The start may be missing: `****o5p6`. */
export function readMask(text: string): { start: string; lastFour: string } | null {
  const [, start, lastFour] = MASK.exec(text) ?? [];
  return start !== undefined && lastFour ? { start, lastFour } : null;
}
