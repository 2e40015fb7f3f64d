import type { KeyPolicy } from '@/lib/domain/key-policy/policy';
import { findWholeKeys, secretFormat } from '@/lib/domain/key-secrets/pasted-secret';

/** More secrets of one report are ignored. */
const SECRETS_MAX = 50;
/** Signing secrets do not always have a prefix, so every text of this kind is tried. */
const LONG_WORD = /(?<![\w-])[\w-]{32,200}(?![\w-])/g;

/** Every text in `text` that could be a secret of the provider, by its format alone. */
export function findSecrets(text: string, policy: KeyPolicy): string[] {
  const words = text.match(LONG_WORD) ?? [];
  return [...new Set([...findWholeKeys(text, secretFormat(policy)), ...words])].slice(0, SECRETS_MAX);
}
