import { maskSecret } from '@/lib/domain/key-secrets/mask';
import { findWholeKey, holdsSecret, type SecretFormat } from '@/lib/domain/key-secrets/pasted-secret';
import { cutTo } from '@/lib/domain/text/cut';
import { SEARCH_MAX } from '@/lib/domain/text/search-max';

export type Searchable =
  | { kind: 'text'; text: string }
  /** A whole key was typed. `text` is its masked form, which pages show anyway. */
  | { kind: 'masked'; text: string }
  /** Most of a secret was typed. No part of it is searched for. */
  | { kind: 'secret' };

/** What may get into a URL of a text that was typed or pasted into a search. */
export function searchable(typed: string, format: SecretFormat): Searchable {
  const key = findWholeKey(typed, format);
  if (key) return { kind: 'masked', text: maskSecret(format, key) };
  if (holdsSecret(typed, format)) return { kind: 'secret' };
  return { kind: 'text', text: cutTo(SEARCH_MAX, typed) };
}
