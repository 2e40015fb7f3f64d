import type { BulkKind } from '@/lib/domain/bulk-actions/limits';
import { say } from '@/lib/say';

/** Keys in a sentence: “9,312 keys”. */
export function countKeys(keys: number): string {
  return keys === 1 ? say`1 key` : say`${keys.toLocaleString('en')} keys`;
}

/** What a person types to confirm that many keys change: “revoke 9,312 keys”. */
export function confirmationOf(kind: BulkKind, keys: number): string {
  const verbs: Record<BulkKind, string> = {
    disable: 'disable',
    revoke: 'revoke',
    setExpiry: 'expire',
    addNetwork: 'restrict',
  };
  return `${verbs[kind]} ${countKeys(keys)}`;
}
