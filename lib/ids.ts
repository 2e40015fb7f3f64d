import { randomBase62 } from '@/lib/base62';

export type IdKind =
  | 'usr'
  | 'ws'
  | 'key'
  | 'sec'
  | 'ref'
  | 'msg'
  | 'batch'
  | 'led'
  | 'tok'
  | 'mail'
  | 'req'
  | 'ses'
  | 'rec'
  | 'brw'
  | 'mrq'
  | 'imp'
  | 'whe'
  | 'whs'
  | 'evt'
  | 'dlv'
  | 'vc'
  | 'vcg'
  | 'ver';

/** A new public identifier such as `key_6hVbT…`: 22 random base62 digits, 131 bits. */
export function newId(kind: IdKind): string {
  return `${kind}_${randomBase62(22)}`;
}
