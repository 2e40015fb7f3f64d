import type { Actor } from '@/lib/domain/actor';
import { parse } from '@/lib/domain/parse';
import { storedLimit } from '@/lib/domain/wallet/amount-limit';
import { changeSettings } from '@/lib/domain/workspaces/change-settings';
import { setLowBalanceSchema } from '@/lib/domain/workspaces/schema';
import type { SecuritySettings } from '@/lib/domain/workspaces/security-settings';
import { ok, type Result } from '@/lib/errors';

/**
 * Sets the balance below which the webhook event `balance.low` and, for the live balance, an email are sent. Refuses with
 * INVALID_REQUEST or FORBIDDEN.
 */
export async function setLowBalance(actor: Actor, input: unknown): Promise<Result<SecuritySettings>> {
  const parsed = parse(setLowBalanceSchema, input);
  if (!parsed.ok) return parsed;
  const { lowBalance } = parsed.value;
  return changeSettings(actor, 'workspaces/set-low-balance', (before) =>
    ok({
      action: 'workspace.set_low_balance',
      data: { lowBalance: storedLimit(lowBalance) },
      detail: { from: before.lowBalance, to: lowBalance },
    }),
  );
}
