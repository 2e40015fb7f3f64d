import { z } from 'zod';
import type { Environment } from '@/lib/db/generated/enums';
import type { Actor } from '@/lib/domain/actor';
import { authorizeApiKey } from '@/lib/domain/authorize';
import type { KnownKey } from '@/lib/domain/key-calls/known-key';
import { parse } from '@/lib/domain/parse';
import type { Money } from '@/lib/domain/wallet/money';
import { ok, type Result } from '@/lib/errors';

/** What a key can see of its own account. */
export interface AccountView {
  workspace: { id: string; name: string };
  environment: Environment;
  key: { id: string; label: string; scopes: readonly string[] };
  /** In the key's environment. */
  balance: Money;
}

export const readAccountSchema = z.strictObject({});

/**
 * Tells a key which workspace it belongs to and what it may do, from what the look-up of the key has read. Refuses with
 * INVALID_REQUEST, or FORBIDDEN for anyone but a key.
 */
export async function readAccount(
  actor: Actor,
  input: unknown,
  { id, label, scopes, environment, workspace, balance }: KnownKey,
): Promise<Result<AccountView>> {
  const parsed = parse(readAccountSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeApiKey(actor, 'account/read');
  if (!authorized.ok) return authorized;
  return ok({
    workspace: { id: workspace.id, name: workspace.name },
    environment,
    key: { id, label, scopes },
    balance,
  });
}
