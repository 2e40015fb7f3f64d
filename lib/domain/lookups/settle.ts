import { now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import type { Environment, LookupKind } from '@/lib/db/generated/enums';
import { SYSTEM } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import type { CarrierFacts } from '@/lib/domain/carrier/lookups';
import { refundCharges } from '@/lib/domain/key-calls/refund-charges';
import { uncountPrices } from '@/lib/domain/lookups/count';
import { referenceOf } from '@/lib/domain/lookups/open-list';
import { readFormat } from '@/lib/domain/lookups/read-format';
import { totalOf } from '@/lib/domain/wallet/charge';
import { RECORDED_DECIMALS, toDecimal } from '@/lib/domain/wallet/money-text';

/** A list that this process works on until a time. */
export interface ClaimedList {
  id: string;
  /** It is the time of its next step: after that, another process may work on it. */
  claimedUntil: Date;
}

/** What became of some numbers of a list, by position. */
export interface Settlement {
  /** Null: nothing but the format was looked up. */
  answered: ReadonlyMap<number, CarrierFacts | null>;
  /** They get no result, and are refunded. */
  failed: readonly number[];
  /** When the worker continues, if numbers are left. */
  nextStepAt: Date;
  /** How many requests have failed since the last one that did not. */
  attempts: number;
  /** For the operator. */
  lastError: string | null;
}

interface LockedList {
  id: string;
  workspaceId: string;
  environment: Environment;
  apiKeyId: string;
  kind: LookupKind;
  answersAtOnce: boolean;
  asked: number;
  answered: number;
  failed: number;
  price: bigint;
  createdAt: Date;
}

async function lockList(tx: Transaction, { id, claimedUntil }: ClaimedList): Promise<LockedList | undefined> {
  const [list] = await tx.$queryRaw<LockedList[]>`
    SELECT id, workspace_id AS "workspaceId", environment, api_key_id AS "apiKeyId", kind,
      answers_at_once AS "answersAtOnce", asked, answered, failed, price, created_at AS "createdAt"
    FROM lookup_lists WHERE id = ${id} AND next_step_at = ${claimedUntil} FOR UPDATE`;
  return list;
}

async function storeAnswers(
  tx: Transaction,
  listId: string,
  answered: ReadonlyMap<number, CarrierFacts | null>,
): Promise<number> {
  const positions = [...answered.keys()];
  const facts = [...answered.values()].map((each) => (each === null ? null : JSON.stringify(each)));
  return tx.$executeRaw`
    UPDATE lookups SET status = 'completed', facts = answer.facts::jsonb, attempts = attempts + 1
    FROM unnest(${positions}::integer[], ${facts}::text[]) AS answer(position, facts)
    WHERE lookups.list_id = ${listId} AND lookups.position = answer.position AND lookups.status = 'pending'`;
}

/** Marks numbers as failed and refunds them. Returns how many there were, and what was refunded. */
async function failAndRefund(
  tx: Transaction,
  list: LockedList,
  positions: readonly number[],
): Promise<{ count: number; amount: bigint }> {
  const { id, workspaceId, environment, apiKeyId, createdAt } = list;
  const pending = { listId: id, position: { in: [...positions] }, status: 'pending' as const };
  const lookups = await tx.lookup.findMany({
    where: pending,
    select: { position: true, e164: true, price: true },
  });
  await tx.lookup.updateMany({ where: pending, data: { status: 'failed', price: 0n } });
  const charges = lookups
    .filter(({ price }) => price > 0n)
    .map(({ position, price }) => ({
      kind: 'lookup' as const,
      reference: referenceOf(id, position),
      amount: price,
    }));
  const amount = totalOf(charges);
  if (amount > 0n) {
    await refundCharges(tx, { workspaceId, environment, charges, apiKeyId, chargedAt: createdAt });
    const refunded = lookups.map(({ e164, price }) => ({ country: readFormat(e164 ?? '').country, price }));
    await uncountPrices(tx, list, refunded);
    await recordAudit(tx, SYSTEM, {
      action: 'lookups.refund',
      workspaceId,
      targetId: id,
      detail: { numbers: charges.length, price: toDecimal(amount, RECORDED_DECIMALS) },
    });
  }
  return { count: lookups.length, amount };
}

/**
 * Stores what became of some numbers of a list, in one transaction with the refunds. Returns what is still charged, in
 * millionths of the currency unit. Undefined, with nothing stored, if this process no longer works on the list.
 */
export async function settleLookups(
  tx: Transaction,
  claimed: ClaimedList,
  { answered, failed, nextStepAt, attempts, lastError }: Settlement,
): Promise<bigint | undefined> {
  const list = await lockList(tx, claimed);
  if (!list) return undefined;
  const stored = answered.size > 0 ? await storeAnswers(tx, list.id, answered) : 0;
  const refunded = failed.length > 0 ? await failAndRefund(tx, list, failed) : { count: 0, amount: 0n };
  const counts = { answered: list.answered + stored, failed: list.failed + refunded.count };
  const price = list.price - refunded.amount;
  const isComplete = counts.answered + counts.failed === list.asked;
  await tx.lookupList.update({
    where: { id: list.id },
    data: {
      ...counts,
      price,
      attempts,
      lastError,
      completedAt: isComplete ? now() : null,
      nextStepAt: isComplete ? null : nextStepAt,
    },
  });
  // The request that waits gets the results. Nobody can read them later.
  if (isComplete && list.answersAtOnce) await tx.lookup.deleteMany({ where: { listId: list.id } });
  return price;
}
