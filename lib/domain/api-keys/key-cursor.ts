import type { KeySort } from '@/lib/domain/api-keys/filters';
import type { KeyPosition, Ordering } from '@/lib/domain/api-keys/ordering';
import { isStorable } from '@/lib/domain/text/storable';

const ID = /^key_[0-9A-Za-z]{1,64}$/;
/** The last day of a year with four digits. */
const LAST_TIME = Date.UTC(9_999, 11, 31);

function isValue(value: unknown, kind: Ordering['kind']): value is string | number {
  if (kind === 'text') return typeof value === 'string' && value.length <= 200 && isStorable(value);
  return (
    Number.isInteger(value) && Number(value) >= 0 && Number(value) <= (kind === 'time' ? LAST_TIME : 1_000)
  );
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    // Not a cursor of ours.
    return undefined;
  }
}

/** A page begins after a position, or ends before it. */
export interface KeyCursor {
  position: KeyPosition;
  isBackward: boolean;
}

/** What a cursor ends with if its page ends before the position. */
const BACKWARD = 'before';

/** The cursor format of the list of keys in an order. The cursor of another order is none. */
export function keyCursor(sort: KeySort, kind: Ordering['kind']) {
  return {
    encode({ position: { value, id }, isBackward }: KeyCursor): string {
      const parts = [sort, value, id, ...(isBackward ? [BACKWARD] : [])];
      return Buffer.from(JSON.stringify(parts)).toString('base64url');
    },

    /** Undefined if `encode` did not return the text. */
    decode(text: string): KeyCursor | undefined {
      const parts = readJson(text);
      if (!Array.isArray(parts)) return undefined;
      const [of, value, id, direction, ...rest]: unknown[] = parts;
      if (of !== sort || !isValue(value, kind) || typeof id !== 'string' || !ID.test(id)) return undefined;
      if ((direction !== undefined && direction !== BACKWARD) || rest.length > 0) return undefined;
      return { position: { value, id }, isBackward: direction === BACKWARD };
    },
  };
}
