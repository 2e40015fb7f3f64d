import { z } from 'zod';
import type { Actor } from '@/lib/domain/actor';
import { authorizeApiKey } from '@/lib/domain/authorize';
import type { KnownKey } from '@/lib/domain/key-calls/known-key';
import { parse } from '@/lib/domain/parse';
import type { Money } from '@/lib/domain/wallet/money';
import { ok, type Result } from '@/lib/errors';

export const readBalanceSchema = z.strictObject({});

/**
 * The balance in the key's environment, as the look-up of the key has read it. Refuses with INVALID_REQUEST, or
 * FORBIDDEN for anyone but a key.
 */
export async function readBalance(actor: Actor, input: unknown, key: KnownKey): Promise<Result<Money>> {
  const parsed = parse(readBalanceSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeApiKey(actor, 'balance/read');
  return authorized.ok ? ok(key.balance) : authorized;
}
