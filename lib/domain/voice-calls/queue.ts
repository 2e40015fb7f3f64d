import type { PreparedTransaction } from '@/lib/db/prepared';
import type { ApiKeyActor } from '@/lib/domain/actor';
import { chargeKey } from '@/lib/domain/key-calls/charge';
import { countDestinations } from '@/lib/domain/key-calls/count-destinations';
import type { UsableKey } from '@/lib/domain/key-calls/lock-for-use';
import { checkLimits } from '@/lib/domain/messages/check-limits';
import { simulatedRefusal } from '@/lib/domain/messages/magic-numbers';
import { type Recipient, unitPrice } from '@/lib/domain/messages/price';
import { shownText } from '@/lib/domain/outbox/stored-text';
import { type CallGroup, insertVoiceCalls, type PricedCall } from '@/lib/domain/voice-calls/insert';
import type { VoiceCallView } from '@/lib/domain/voice-calls/view';
import { type Charge, totalOf } from '@/lib/domain/wallet/charge';
import type { Money } from '@/lib/domain/wallet/money';
import { ok, type Result } from '@/lib/errors';
import { newId } from '@/lib/ids';

/** Calls with the same content to one or more numbers. */
export interface CallDraft extends Omit<CallGroup, 'groupId'> {
  recipients: readonly Recipient[];
  /** The calls have no price. */
  isFree?: boolean;
}

/** Voice calls that were queued and charged. */
export interface QueuedCalls {
  /** `vcg_…`. */
  groupId: string;
  name: string | null;
  calls: VoiceCallView[];
  /** Of all calls. */
  price: Money;
  /** After the charges. */
  balance: Money;
}

function priceCalls(
  { recipients, isFree = false }: CallDraft,
  prices: UsableKey['prices'],
): Result<PricedCall[]> {
  const calls: PricedCall[] = [];
  for (const each of recipients) {
    const price = unitPrice(each, prices, 'Voice calls');
    if (!price.ok) return price;
    calls.push({
      id: newId('vc'),
      recipient: each.recipient,
      country: each.country,
      price: isFree ? 0n : price.value,
    });
  }
  return ok(calls);
}

/**
 * Queues voice calls and charges them, all recipients or none, in the transaction that has locked the key for them. The
 * caller records the audit event.
 *
 * Refuses with DESTINATION_NOT_ALLOWED, DESTINATION_NOT_SUPPORTED, SENDER_NOT_APPROVED, SPEND_LIMIT_EXCEEDED,
 * INSUFFICIENT_BALANCE, or in the sandbox as a magic number asks. The transaction must then be rolled back.
 */
export async function queueVoiceCalls(
  tx: PreparedTransaction,
  apiKey: ApiKeyActor,
  key: UsableKey,
  draft: CallDraft,
): Promise<Result<QueuedCalls>> {
  const { workspaceId, environment } = apiKey;
  const numbers = draft.recipients.map(({ recipient }) => recipient);
  const simulated = environment === 'sandbox' ? simulatedRefusal(numbers) : undefined;
  if (simulated) return simulated;
  const allowed = checkLimits(key, draft.recipients, draft.sender);
  if (!allowed.ok) return allowed;
  const priced = priceCalls(draft, key.prices);
  if (!priced.ok) return priced;
  const calls = priced.value;
  const group: CallGroup = { ...draft, groupId: newId('vcg') };
  insertVoiceCalls(tx, apiKey, group, calls);
  const countries = calls.map(({ country }) => country);
  countDestinations(tx, key.id, draft.createdAt, countries);
  const charges = calls.map(
    ({ id, price }): Charge => ({ kind: 'voice_call', reference: id, amount: price }),
  );
  const charged = await chargeKey(tx, key, {
    workspaceId,
    environment,
    charges,
    at: draft.createdAt,
    sizes: { calls: calls.length },
  });
  if (!charged.ok) return charged;
  const { balance, firstNumber } = charged.value;
  const { currency } = key;
  return ok({
    groupId: group.groupId,
    name: group.name,
    calls: calls.map((call, index) => toView(group, call, firstNumber + BigInt(index), currency)),
    price: { amount: totalOf(charges), currency },
    balance: { amount: balance, currency },
  });
}

/** A call that was just queued, as its customer sees it. */
function toView(
  { groupId, name, sender, content, createdAt }: CallGroup,
  { id, recipient, country, price }: PricedCall,
  number: bigint,
  currency: string,
): VoiceCallView {
  return {
    id,
    number,
    groupId,
    name,
    status: 'queued',
    to: recipient,
    country: country ?? null,
    from: sender,
    text: shownText(content.text),
    audioUrl: content.audioUrl,
    durationSeconds: null,
    price: { amount: price, currency },
    createdAt,
    startedAt: null,
    endedAt: null,
  };
}
