import type { KeyPolicy } from '@/lib/domain/key-policy/policy';
import { readMask } from '@/lib/domain/key-secrets/mask';
import { findKeyText, findWholeKey, holdsSecret } from '@/lib/domain/key-secrets/pasted-secret';
import { isWellFormed } from '@/lib/domain/key-secrets/secret';

/** What a searched text may stand for. */
export type SearchTerm =
  | { kind: 'workspaceId' | 'keyId'; id: string }
  /** The end of a key, as every page shows it; with the start of a mask, when that was given. */
  | { kind: 'mask'; lastFour: string; start: string }
  /** A name, an e-mail address or, at four characters, the end of a key. */
  | { kind: 'text'; text: string }
  /** A whole key. */
  | { kind: 'secret'; secret: string }
  /** The like of a key or of another secret: not for an address, a log or a query. */
  | { kind: 'unsafe' };

const WORKSPACE_ID = /^ws_[0-9A-Za-z]{22}$/;
const KEY_ID = /^key_[0-9A-Za-z]{22}$/;

/** Tells what an agent may be searching for. */
export function readSearchTerm(input: string, policy: KeyPolicy): SearchTerm {
  const text = input.trim();
  const mask = readMask(text);
  if (mask) return { kind: 'mask', ...mask };
  if (WORKSPACE_ID.test(text)) return { kind: 'workspaceId', id: text };
  if (KEY_ID.test(text)) return { kind: 'keyId', id: text };
  const key = findKeyText(text, policy) ?? findWholeKey(text, policy);
  if (key && isWellFormed(policy, key)) return { kind: 'secret', secret: key };
  return holdsSecret(text, policy) ? { kind: 'unsafe' } : { kind: 'text', text };
}
