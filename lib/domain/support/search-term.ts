import type { KeyPolicy } from '@/lib/domain/key-policy/policy';
import { readMask } from '@/lib/domain/key-secrets/mask';
import { findKeyText, findWholeKey, holdsSecret } from '@/lib/domain/key-secrets/pasted-secret';
import { isWellFormed } from '@/lib/domain/key-secrets/secret';

/** What a search text can be. */
export type SearchTerm =
  | { kind: 'workspaceId' | 'keyId' | 'requestId'; id: string }
  /** The last four characters of a key, as pages show them, and the start of the mask if it was given. */
  | { kind: 'mask'; lastFour: string; start: string }
  /** A name, an email address or, with four characters, the end of a key. */
  | { kind: 'text'; text: string }
  /** A whole key. */
  | { kind: 'secret'; secret: string }
  /** Looks like a key or another secret. It must not get into an address, a log or a query. */
  | { kind: 'unsafe' };

const WORKSPACE_ID = /^ws_[0-9A-Za-z]{22}$/;
const KEY_ID = /^key_[0-9A-Za-z]{22}$/;
const REQUEST_ID = /^req_[0-9A-Za-z]{22}$/;

/** Recognizes what an agent searches for. */
export function readSearchTerm(input: string, policy: KeyPolicy): SearchTerm {
  const text = input.trim();
  const mask = readMask(text);
  if (mask) return { kind: 'mask', ...mask };
  if (WORKSPACE_ID.test(text)) return { kind: 'workspaceId', id: text };
  if (KEY_ID.test(text)) return { kind: 'keyId', id: text };
  if (REQUEST_ID.test(text)) return { kind: 'requestId', id: text };
  const key = findKeyText(text, policy) ?? findWholeKey(text, policy);
  if (key && isWellFormed(policy, key)) return { kind: 'secret', secret: key };
  return holdsSecret(text, policy) ? { kind: 'unsafe' } : { kind: 'text', text };
}
