import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { pricedDestination } from '@/lib/domain/messages/price';
import { readRecipientList } from '@/lib/domain/messages/recipient-list';
import { measureText } from '@/lib/domain/messages/segments';
import { parse } from '@/lib/domain/parse';
import { findTestSender } from '@/lib/domain/test-messages/find-key';
import { testMessageSchema } from '@/lib/domain/test-messages/schema';
import { BALANCE_COLUMN } from '@/lib/domain/wallet/ledger-columns';
import type { Money } from '@/lib/domain/wallet/money';
import { ok, type Result, refuseFields } from '@/lib/errors';

/** What a test message would cost. */
export interface TestPrice {
  /** In E.164. */
  to: string;
  segments: number;
  price: Money;
  balance: Money;
}

/**
 * What a test message costs in the environment of the key, before it is sent. Refuses with INVALID_REQUEST, also for a number
 * without a price, or as `findTestSender` does.
 */
export async function priceTestMessage(actor: Actor, input: unknown): Promise<Result<TestPrice>> {
  const parsed = parse(testMessageSchema, input);
  if (!parsed.ok) return parsed;
  const { keyId, text } = parsed.value;
  const found = await findTestSender(actor, 'test-messages/price', { keyId, scope: null });
  if (!found.ok) return found;
  const { workspaceId, environment } = found.value.apiKey;
  const list = await readRecipientList(parsed.value.to, { maxRecipients: 1, skipsProblems: false });
  if (!list.ok) return list;
  const [recipient] = list.value.recipients;
  if (!recipient) return refuseFields({ to: 'Enter a phone number.' });

  const workspace = await db().workspace.findUniqueOrThrow({
    where: { id: workspaceId },
    select: { currency: true, liveBalance: true, sandboxBalance: true },
  });
  const { currency } = workspace;
  const prices = await db().price.findMany({
    where: { currency, channel: 'sms', network: '', destination: { in: [...recipient.destinations] } },
    select: { destination: true, amount: true },
  });
  const priced = pricedDestination(recipient, new Map(prices.map((each) => [each.destination, each.amount])));
  if (!priced) return refuseFields({ to: 'Messages to this number are not supported: it has no price.' });
  const { segments } = measureText(text);
  return ok({
    to: recipient.recipient,
    segments,
    price: { amount: priced.perUnit * BigInt(segments), currency },
    balance: { amount: workspace[BALANCE_COLUMN[environment]], currency },
  });
}
