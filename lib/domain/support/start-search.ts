import type { Actor } from '@/lib/domain/actor';
import { findBySecret } from '@/lib/domain/api-keys/find-by-secret';
import type { PastedKey } from '@/lib/domain/api-keys/pasted-keys';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeStaff } from '@/lib/domain/authorize';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';
import { parse } from '@/lib/domain/parse';
import { searchCustomersSchema } from '@/lib/domain/support/schema';
import { readSearchTerm } from '@/lib/domain/support/search-term';
import { transact } from '@/lib/domain/transact';
import { ok, type Result, refuse } from '@/lib/errors';
import { say } from '@/lib/say';

export interface StartedSearch {
  /** The text to search for, safe for a page's address: a pasted key is replaced by its id. */
  text: string;
  pasted: PastedKey | null;
}

/**
 * Turns what an agent typed or pasted into a text that is safe for a page's address. A whole key is found by its hash,
 * and recorded in the audit log of its workspace, so that its owners learn that somebody has seen the key.
 *
 * Refuses with INVALID_REQUEST, FORBIDDEN, or NOT_FOUND for an unknown key.
 */
export async function startSearch(
  actor: Actor,
  input: unknown,
  policy: KeyPolicy,
): Promise<Result<StartedSearch>> {
  const parsed = parse(searchCustomersSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeStaff(actor, 'support/start-search');
  if (!authorized.ok) return authorized;
  const { text } = parsed.value;
  const term = readSearchTerm(text, policy);
  if (term.kind === 'unsafe') {
    return refuse(
      'INVALID_REQUEST',
      say`This looks like a secret, but is no whole key. Nothing was searched.`,
      {
        fields: { text: 'This looks like a secret. Search for its last four characters instead.' },
      },
    );
  }
  if (term.kind !== 'secret') return ok({ text, pasted: null });
  const found = await findBySecret(term.secret);
  if (!found) return refuse('NOT_FOUND', say`No customer has this key.`);
  const { id, workspaceId, pasted } = found;
  return transact(authorized.value, async (tx) => {
    await recordAudit(tx, authorized.value, { action: 'support.identify_key', targetId: id, workspaceId });
    return ok({ text: id, pasted });
  });
}
