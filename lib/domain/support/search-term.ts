import type { KeyPolicy } from '@/lib/domain/api-keys/policy';
import { isWellFormed } from '@/lib/domain/api-keys/secret';

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
const MASK = /^(\w*?_?)\*+([0-9A-Za-z]{4})$/;
/** Long, and mixed of letters and digits, as no name and no address of a mailbox is. */
const RANDOM = /(?<![\w.@-])(?=[\w+/=-]*\d)(?=[\w+/=-]*[A-Za-z])[\w+/=-]{28,}(?![\w.@-])/;

/** Something that begins as the profile's secrets do, wherever it stands: in quotes, in a header, in a `.env` line. */
function keyIn(text: string, policy: KeyPolicy): string | undefined {
  for (const segment of Object.values(policy.environmentSegment)) {
    const start = text.indexOf(`${policy.prefix}_${segment}_`);
    if (start >= 0) return /^\w+/.exec(text.slice(start))?.[0];
  }
  return undefined;
}

/** Tells what an agent may be searching for. */
export function readSearchTerm(input: string, policy: KeyPolicy): SearchTerm {
  const text = input.trim();
  const [, start, lastFour] = MASK.exec(text) ?? [];
  if (start !== undefined && lastFour) return { kind: 'mask', lastFour, start };
  if (WORKSPACE_ID.test(text)) return { kind: 'workspaceId', id: text };
  if (KEY_ID.test(text)) return { kind: 'keyId', id: text };
  const key = keyIn(text, policy);
  if (key) return isWellFormed(policy, key) ? { kind: 'secret', secret: key } : { kind: 'unsafe' };
  return RANDOM.test(text) ? { kind: 'unsafe' } : { kind: 'text', text };
}
