import { randomUUID } from 'node:crypto';
import { base62ToUuid, hexToUuid, timeOfUuid, uuidAt, uuidToBase62 } from '@/lib/uuid';

export type IdKind =
  | 'usr'
  | 'ws'
  | 'key'
  | 'sec'
  | 'ref'
  | 'rfg'
  | 'msg'
  | 'batch'
  | 'bulk'
  | 'led'
  | 'lbn'
  | 'pay'
  | 'tok'
  | 'inv'
  | 'mail'
  | 'req'
  | 'ses'
  | 'rec'
  | 'psk'
  | 'brw'
  | 'mrq'
  | 'imp'
  | 'whe'
  | 'whs'
  | 'evt'
  | 'dlv'
  | 'vc'
  | 'vcg'
  | 'lk'
  | 'emc'
  | 'lr'
  | 'leak'
  | 'ver'
  | 'sgs';

/**
 * A new public identifier such as `key_6hVbT…`: a random UUID in base62, which has 122 random bits. APIs whose identifiers
 * are UUIDs write it as one.
 */
export function newId(kind: IdKind): string {
  return `${kind}_${uuidToBase62(randomUUID())}`;
}

/** The same with a time, which `timesOfIds` reads from it. 74 bits are random. */
export function newIdAt(kind: IdKind, at: Date): string {
  return `${kind}_${uuidToBase62(uuidAt(at, randomUUID()))}`;
}

/** The database writes the UUIDs of its ids in hexadecimal digits. */
function timeOfId(id: string): Date | undefined {
  const digits = id.slice(id.indexOf('_') + 1);
  const uuid = hexToUuid(digits) ?? base62ToUuid(digits);
  return uuid === undefined ? undefined : timeOfUuid(uuid);
}

/** Both ends are included. */
interface TimeSpan {
  first: Date;
  last: Date;
}

/** When ids were made. Undefined if one of them does not tell, because it is from before ids of its kind had a time. */
export function timesOfIds(ids: readonly string[]): TimeSpan | undefined {
  let span: TimeSpan | undefined;
  for (const id of ids) {
    const at = timeOfId(id);
    if (!at) return undefined;
    span = {
      first: span && span.first < at ? span.first : at,
      last: span && span.last > at ? span.last : at,
    };
  }
  return span;
}
