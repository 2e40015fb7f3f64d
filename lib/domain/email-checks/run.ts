import type { Actor } from '@/lib/domain/actor';
import { authorizeApiKey } from '@/lib/domain/authorize';
import { checkEmailsSchema } from '@/lib/domain/email-checks/schema';
import type { EmailChecks } from '@/lib/domain/email-checks/view';
import type { KnownKey } from '@/lib/domain/key-calls/known-key';
import { parse } from '@/lib/domain/parse';
import { ok, type Result } from '@/lib/errors';

/**
 * Checks whether email addresses can exist. Refuses with INVALID_REQUEST, or FORBIDDEN for anyone but a key.
 */
export async function checkEmails(actor: Actor, input: unknown, key: KnownKey): Promise<Result<EmailChecks>> {
  const parsed = parse(checkEmailsSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeApiKey(actor, 'email-checks/run');
  if (!authorized.ok) return authorized;
  const results = parsed.value.emails.map((email) => ({
    email,
    status: 'unknown' as const,
    reason: 'no_answer' as const,
    mx: null,
    disposable: false,
    role: false,
  }));
  const { balance } = key;
  return ok({ results, price: { amount: 0n, currency: balance.currency }, balance });
}
