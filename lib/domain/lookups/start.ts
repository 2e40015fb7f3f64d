import { now } from '@/lib/clock';
import type { PreparedTransaction } from '@/lib/db/prepared';
import type { Actor } from '@/lib/domain/actor';
import { recordAuditPrepared } from '@/lib/domain/audit/record';
import { authorizeApiKey } from '@/lib/domain/authorize';
import type { IdempotentRequest, OperationResult } from '@/lib/domain/idempotency/idempotent-request';
import type { UsableKey } from '@/lib/domain/key-calls/lock-for-use';
import { transactForKey } from '@/lib/domain/key-calls/transact-for-key';
import { requireLookupCarrier } from '@/lib/domain/lookups/current-carrier';
import type { LookupListView } from '@/lib/domain/lookups/list-view';
import { lookupPrices, openLookupList } from '@/lib/domain/lookups/open-list';
import { planLookups } from '@/lib/domain/lookups/plan';
import { startLookupsSchema } from '@/lib/domain/lookups/schema';
import { checkSendTime } from '@/lib/domain/messages/send-time';
import { parse } from '@/lib/domain/parse';
import { ok, type Result } from '@/lib/errors';

/**
 * Stores up to 10,000 numbers that the worker looks up, at once or at a time, and charges them all. What the carrier does
 * not answer is refunded. With `skipsRepeats`, a number that is listed again is left out. With `request`, this happens only
 * once.
 *
 * Refuses with INVALID_REQUEST, FORBIDDEN for anyone but a key, CHANNEL_NOT_CONNECTED for a live key if no carrier can
 * answer, IDEMPOTENCY_CONFLICT, or as `openLookupList` does.
 */
export async function startLookups(
  actor: Actor,
  input: unknown,
  request?: IdempotentRequest<LookupListView>,
): Promise<OperationResult<LookupListView>> {
  const parsed = parse(startLookupsSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeApiKey(actor, 'lookups/start');
  if (!authorized.ok) return authorized;
  const apiKey = authorized.value;
  const { kind, numbers, at: scheduledAt = null, skipsRepeats } = parsed.value;
  const connected = kind === 'format' ? ok(null) : requireLookupCarrier(apiKey.environment);
  if (!connected.ok) return connected;
  const planned = await planLookups(numbers, { skipsRepeats });
  if (!planned.ok) return planned;

  const start = async (tx: PreparedTransaction, key: UsableKey): Promise<Result<LookupListView>> => {
    const inTime = checkSendTime(scheduledAt);
    if (!inTime.ok) return inTime;
    const draft = { kind, formats: planned.value, answersAtOnce: false, scheduledAt };
    const opened = await openLookupList(tx, apiKey, key, { ...draft, nextStepAt: scheduledAt ?? now() });
    if (!opened.ok) return opened;
    const { list } = opened.value;
    recordAuditPrepared(tx, apiKey, {
      action: 'lookups.start',
      targetId: list.id,
      detail: { kind, numbers: list.total },
    });
    return ok(list);
  };
  return transactForKey(apiKey, { request, prices: lookupPrices(planned.value), work: start });
}
