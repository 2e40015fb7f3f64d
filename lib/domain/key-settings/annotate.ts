import type { Actor } from '@/lib/domain/actor';
import { changeKey } from '@/lib/domain/api-keys/change-key';
import type { ApiKeyDetails } from '@/lib/domain/api-keys/details';
import { annotateSchema } from '@/lib/domain/key-settings/schema';
import { parse } from '@/lib/domain/parse';
import { requireUnchanged } from '@/lib/domain/require-unchanged';
import { ok, type Result } from '@/lib/errors';

/**
 * Sets the owner, the tags and the note of a key. Refuses with INVALID_REQUEST, NOT_FOUND, FORBIDDEN, or CONFLICT, also if
 * they have changed since the page was loaded.
 */
export async function annotateKey(actor: Actor, input: unknown): Promise<Result<ApiKeyDetails>> {
  const parsed = parse(annotateSchema, input);
  if (!parsed.ok) return parsed;
  const { keyId, from: shown, ...to } = parsed.value;
  return changeKey(actor, 'key-settings/annotate', keyId, ({ key }) => {
    const from = { owner: key.owner, tags: key.tags, note: key.note };
    const unchanged = requireUnchanged(from, shown);
    return unchanged.ok ? ok({ action: 'api_key.annotate', data: to, detail: { from, to } }) : unchanged;
  });
}
