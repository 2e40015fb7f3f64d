import { now } from '@/lib/clock';
import type { PreparedTransaction } from '@/lib/db/prepared';
import type { Actor, ApiKeyActor } from '@/lib/domain/actor';
import { recordAuditPrepared } from '@/lib/domain/audit/record';
import { authorizeApiKey } from '@/lib/domain/authorize';
import { checkAddresses } from '@/lib/domain/email-checks/check';
import { limitChecks } from '@/lib/domain/email-checks/limit-checks';
import { checkEmailsSchema } from '@/lib/domain/email-checks/schema';
import type { EmailChecks, EmailResult } from '@/lib/domain/email-checks/view';
import type { IdempotentRequest, OperationResult } from '@/lib/domain/idempotency/idempotent-request';
import { findStored } from '@/lib/domain/idempotency/stored-response';
import { chargeKey } from '@/lib/domain/key-calls/charge';
import type { UsableKey } from '@/lib/domain/key-calls/lock-for-use';
import { transactForKey } from '@/lib/domain/key-calls/transact-for-key';
import { parse } from '@/lib/domain/parse';
import { ok, type Result, refuse } from '@/lib/errors';
import { newId } from '@/lib/ids';

/** The only destination with a price. */
const EVERYWHERE = '*';

/** Charges the checks of a request as one entry. */
async function charge(
  tx: PreparedTransaction,
  apiKey: ApiKeyActor,
  key: UsableKey,
  results: EmailResult[],
): Promise<Result<EmailChecks>> {
  const { workspaceId, environment } = apiKey;
  const { currency, prices } = key;
  const each = prices.get(EVERYWHERE);
  if (each === undefined) {
    return refuse('DESTINATION_NOT_SUPPORTED', 'Email checks have no price. Nothing was charged.');
  }
  const addresses = results.filter(({ status }) => status !== 'unknown').length;
  const amount = each * BigInt(addresses);
  const reference = newId('emc');
  recordAuditPrepared(tx, apiKey, {
    action: 'email_checks.run',
    targetId: reference,
    detail: { addresses: results.length },
  });
  const charges = amount > 0n ? [{ kind: 'email_check' as const, reference, amount }] : [];
  const booking = { workspaceId, environment, charges, at: now(), sizes: { addresses } };
  const charged = await chargeKey(tx, key, booking);
  if (!charged.ok) return charged;
  const balance = { amount: charged.value.balance, currency };
  return ok({ results, price: { amount, currency }, balance });
}

/**
 * Checks email addresses: syntax, whether the domain accepts email, and whether they are disposable or of a role. The
 * mail servers are not asked. Addresses that DNS does not answer for cost nothing. With `request`, a repeated request is
 * not checked or charged again. DNS is asked before the transaction begins.
 *
 * Refuses with INVALID_REQUEST, FORBIDDEN for anyone but a key, RATE_LIMITED, DESTINATION_NOT_SUPPORTED if the price list
 * has no price, SPEND_LIMIT_EXCEEDED, INSUFFICIENT_BALANCE, INVALID_API_KEY if the key is no longer valid, or
 * IDEMPOTENCY_CONFLICT.
 */
export async function checkEmails(
  actor: Actor,
  input: unknown,
  request?: IdempotentRequest<EmailChecks>,
): Promise<OperationResult<EmailChecks>> {
  const parsed = parse(checkEmailsSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeApiKey(actor, 'email-checks/run');
  if (!authorized.ok) return authorized;
  const apiKey = authorized.value;
  const { emails } = parsed.value;
  const found = await findStored(request);
  if (found) return found.ok ? { ok: true, stored: found.value } : found;
  const limited = apiKey.environment === 'live' ? await limitChecks(apiKey, emails.length) : ok(null);
  if (!limited.ok) return limited;
  const results = await checkAddresses(apiKey, emails);
  return transactForKey(apiKey, {
    request,
    prices: { channel: 'email', destinations: [EVERYWHERE] },
    work: (tx, key) => charge(tx, apiKey, key, results),
  });
}
