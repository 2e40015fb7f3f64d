import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { apiKeyStatus } from '@/lib/domain/api-keys/status';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeStaff } from '@/lib/domain/authorize';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';
import { hashSecret } from '@/lib/domain/key-secrets/secret';
import { parse } from '@/lib/domain/parse';
import type { PastedKey } from '@/lib/domain/support/pasted-keys';
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

/** The key with this secret, old or current. */
async function findKey(secret: string) {
  return db().apiKeySecret.findUnique({
    where: { hash: hashSecret(secret) },
    select: {
      retiredAt: true,
      endsAt: true,
      apiKey: {
        select: { id: true, workspaceId: true, expiresAt: true, disabledAt: true, revokedAt: true },
      },
    },
  });
}

type FoundSecret = NonNullable<Awaited<ReturnType<typeof findKey>>>;

/** Whether a pasted key still works. A disabled key counts as one that works, because it can be enabled again. */
function stateOf({ retiredAt, endsAt, apiKey }: FoundSecret): PastedKey {
  const at = now();
  const status = apiKeyStatus(apiKey, at);
  const over = retiredAt !== null || (endsAt !== null && endsAt <= at);
  return over || status === 'revoked' || status === 'expired' ? 'ended' : 'works';
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
  const found = await findKey(term.secret);
  if (!found) return refuse('NOT_FOUND', say`No customer has this key.`);
  const { id, workspaceId } = found.apiKey;
  return transact(authorized.value, async (tx) => {
    await recordAudit(tx, authorized.value, { action: 'support.identify_key', targetId: id, workspaceId });
    return ok({ text: id, pasted: stateOf(found) });
  });
}
