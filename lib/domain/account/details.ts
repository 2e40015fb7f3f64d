import { db } from '@/lib/db/client';
import { type AccountView, readAccount, readAccountSchema } from '@/lib/domain/account/read';
import type { Actor } from '@/lib/domain/actor';
import { authorizeApiKey } from '@/lib/domain/authorize';
import type { KnownKey } from '@/lib/domain/key-calls/known-key';
import { parse } from '@/lib/domain/parse';
import { ok, type Result } from '@/lib/errors';

/** What a key can see of its own account, with the address of its owner. */
export interface AccountDetails extends AccountView {
  email: string;
}

export const accountDetailsSchema = readAccountSchema;

/**
 * The account of a key, with the contact address of the workspace or, without one, that of its first owner. Refuses with
 * INVALID_REQUEST, or FORBIDDEN for anyone but a key.
 */
export async function readAccountDetails(
  actor: Actor,
  input: unknown,
  key: KnownKey,
): Promise<Result<AccountDetails>> {
  const parsed = parse(accountDetailsSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeApiKey(actor, 'account/details');
  if (!authorized.ok) return authorized;
  const account = await readAccount(authorized.value, {}, key);
  if (!account.ok) return account;
  const { workspaceId } = authorized.value;
  const { contactEmail, memberships } = await db().workspace.findUniqueOrThrow({
    where: { id: workspaceId },
    select: {
      contactEmail: true,
      memberships: {
        where: { role: 'owner' },
        orderBy: { userId: 'asc' },
        take: 1,
        select: { user: { select: { email: true } } },
      },
    },
  });
  return ok({ ...account.value, email: contactEmail ?? memberships[0]?.user.email ?? '' });
}
