import { randomUUID } from 'node:crypto';
import { uuidToBase62 } from '@/lib/uuid';

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
