import { now } from '@/lib/clock';
import type { PreparedTransaction } from '@/lib/db/prepared';
import type { Actor } from '@/lib/domain/actor';
import { recordAuditPrepared } from '@/lib/domain/audit/record';
import { authorizeApiKey } from '@/lib/domain/authorize';
import { insertBatch, type NewBatch } from '@/lib/domain/batches/insert';
import { planBatch } from '@/lib/domain/batches/plan';
import { sendBatchInputSchema } from '@/lib/domain/batches/schema';
import { type BatchView, noMessages, SHOWN_RECIPIENTS } from '@/lib/domain/batches/view';
import { requireCarrier } from '@/lib/domain/carrier/current';
import type { IdempotentRequest, OperationResult } from '@/lib/domain/idempotency/idempotent-request';
import { chargeKey } from '@/lib/domain/key-calls/charge';
import type { UsableKey } from '@/lib/domain/key-calls/lock-for-use';
import { transactForKey } from '@/lib/domain/key-calls/transact-for-key';
import { checkLimits } from '@/lib/domain/messages/check-limits';
import { simulatedRefusal } from '@/lib/domain/messages/magic-numbers';
import { priceMessages } from '@/lib/domain/messages/price';
import { checkSendTime } from '@/lib/domain/messages/send-time';
import { shownText } from '@/lib/domain/outbox/stored-text';
import { parse } from '@/lib/domain/parse';
import { type Charge, totalOf } from '@/lib/domain/wallet/charge';
import type { Money } from '@/lib/domain/wallet/money';
import { ok, type Result, refuseFields } from '@/lib/errors';
import { newId } from '@/lib/ids';

/** A batch that was queued. */
export interface SentBatch {
  batch: BatchView;
  /** After the charges. */
  balance: Money;
}

/** How many wrong fields a refusal names. */
const NAMED_PROBLEMS = 100;

/**
 * Queues a text to up to 10,000 recipients under one id and debits it, all or nothing. The text can have a variable for
 * each recipient, such as `{{name}}`. With a time the first message is sent then, and with a rate the messages follow
 * each other at that rate; all are debited at once. With `skipsProblems`, recipients that cannot get the message are
 * left out and counted; the batch is refused if none is left. With `request`, this happens only once.
 *
 * Messages are sent even if the key that sent them is revoked before their time: they were accepted, and any key of the
 * workspace and environment can cancel them.
 *
 * Refuses as `sendMessages` does.
 */
export async function sendBatch(
  actor: Actor,
  input: unknown,
  request?: IdempotentRequest<SentBatch>,
): Promise<OperationResult<SentBatch>> {
  const parsed = parse(sendBatchInputSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeApiKey(actor, 'batches/send');
  if (!authorized.ok) return authorized;
  const apiKey = authorized.value;
  const { workspaceId, environment } = apiKey;
  const connected = requireCarrier(environment);
  if (!connected.ok) return connected;
  const { text, from = null, at = null, perMinute = null, callbackUrl = null } = parsed.value;

  const plan = await planBatch(parsed.value);
  const isRefused = plan.messages.length === 0 || !parsed.value.skipsProblems;
  if (isRefused && plan.problems.length > 0) {
    const named = plan.problems.slice(0, NAMED_PROBLEMS);
    return refuseFields(Object.fromEntries(named.map(({ field, message }) => [field, message])));
  }
  const numbers = plan.messages.map(({ recipient }) => recipient);
  const destinations = [...new Set(plan.messages.flatMap((each) => each.destinations))];

  const send = async (tx: PreparedTransaction, key: UsableKey): Promise<Result<SentBatch>> => {
    const inTime = checkSendTime(at);
    if (!inTime.ok) return inTime;
    const { currency, prices } = key;
    const simulated = environment === 'sandbox' ? simulatedRefusal(numbers) : undefined;
    if (simulated) return simulated;
    const allowed = checkLimits(key, plan.messages, from);
    if (!allowed.ok) return allowed;
    const createdAt = now();
    const priced = priceMessages(plan.messages, prices, createdAt);
    if (!priced.ok) return priced;
    const charges = priced.value.map(
      ({ id, price }): Charge => ({ kind: 'message', reference: id, amount: price }),
    );
    const queued: NewBatch = {
      id: newId('batch'),
      status: 'queued',
      text: shownText(text),
      from,
      to: numbers.slice(0, SHOWN_RECIPIENTS),
      recipients: numbers.length,
      skipped: plan.problems.length,
      segments: plan.messages.reduce((sum, { segments }) => sum + segments, 0),
      price: { amount: totalOf(charges), currency },
      createdAt,
      scheduledAt: at,
      perMinute,
      callbackUrl,
      statuses: { ...noMessages(), queued: numbers.length },
    };
    const number = await insertBatch(tx, apiKey, queued, plan, priced.value);
    const batch: BatchView = { ...queued, number };
    recordAuditPrepared(tx, apiKey, {
      action: 'messages.send',
      targetId: batch.id,
      detail: { messages: batch.recipients, segments: batch.segments },
    });
    const sizes = { messages: batch.recipients, segments: batch.segments };
    const charged = await chargeKey(tx, key, {
      workspaceId,
      environment,
      charges,
      at: createdAt,
      sizes,
    });
    if (!charged.ok) return charged;
    return ok({ batch, balance: { amount: charged.value.balance, currency } });
  };
  return transactForKey(apiKey, { request, prices: { channel: 'sms', destinations }, work: send });
}
