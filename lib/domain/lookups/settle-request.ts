import { now } from '@/lib/clock';
import { db, type Transaction } from '@/lib/db/client';
import type { ApiKeyActor } from '@/lib/domain/actor';
import type { CarrierFacts, CarrierLookupKind, LookupAnswer } from '@/lib/domain/carrier/lookups';
import type { IdempotentRequest } from '@/lib/domain/idempotency/idempotent-request';
import { type BegunRequest, finishRequest } from '@/lib/domain/idempotency/remote-request';
import { matchFacts } from '@/lib/domain/lookups/facts';
import { type ClaimedList, settleLookups } from '@/lib/domain/lookups/settle';
import { type LookupRun, type NumberFormat, toResult } from '@/lib/domain/lookups/view';
import { BALANCE_COLUMN } from '@/lib/domain/wallet/ledger-columns';
import type { Money } from '@/lib/domain/wallet/money';
import { ok, type Result, refuse } from '@/lib/errors';

/** What a request asks a carrier about. */
export interface AskedNumbers {
  kind: CarrierLookupKind;
  formats: readonly NumberFormat[];
}

/** The list that this request works on. */
interface ChargedList extends ClaimedList {
  /** What was charged for each number, in millionths of the currency unit. */
  prices: readonly bigint[];
}

async function readBalance(tx: Transaction, { workspaceId, environment }: ApiKeyActor): Promise<Money> {
  const workspace = await tx.workspace.findUniqueOrThrow({
    where: { id: workspaceId },
    select: { liveBalance: true, sandboxBalance: true, currency: true },
  });
  return { amount: workspace[BALANCE_COLUMN[environment]], currency: workspace.currency };
}

function refuseUnanswered() {
  const message = 'The carrier did not answer. Nothing was charged. Try again in a moment.';
  return refuse('SERVICE_UNAVAILABLE', message, { retryAfterSeconds: 5 });
}

/**
 * Stores the answer, refunds what was not answered, and stores the response: all in one transaction, so that a crash before
 * it leaves everything to the worker, which refunds it.
 */
export async function settleRequest(
  apiKey: ApiKeyActor,
  { kind, formats }: AskedNumbers,
  { prices, ...claimed }: ChargedList,
  answer: LookupAnswer,
  repeatable: { begun: BegunRequest; request: IdempotentRequest<LookupRun> } | undefined,
): Promise<Result<LookupRun>> {
  const facts: ReadonlyMap<string, CarrierFacts> = answer.outcome === 'answered' ? answer.facts : new Map();
  const lastError = answer.outcome === 'answered' ? null : answer.reason;
  const asked = formats.flatMap(({ e164 }, index) => (e164 === null ? [] : [{ e164, position: index + 1 }]));
  const { answered, missing } = matchFacts(asked, facts);
  const failed = missing.map(({ position }) => position);
  const settlement = { answered, failed, lastError, attempts: 1, nextStepAt: now() };
  return db().$transaction(async (tx) => {
    const amount = await settleLookups(tx, claimed, settlement);
    if (amount === undefined || answer.outcome !== 'answered') return refuseUnanswered();
    const balance = await readBalance(tx, apiKey);
    const { currency } = balance;
    const results = formats.map((format, index) => {
      const known = format.e164 === null ? undefined : facts.get(format.e164);
      return toResult(format, {
        status: known || !format.valid ? 'completed' : 'failed',
        facts: known ?? null,
        price: { amount: (known && prices[index]) ?? 0n, currency },
      });
    });
    const run = { kind, results, price: { amount, currency }, balance };
    if (repeatable) await finishRequest(repeatable.begun, repeatable.request.toResponse(run), tx);
    return ok(run);
  });
}
