import { MINUTE, now } from '@/lib/clock';
import { db, type Transaction } from '@/lib/db/client';
import { transactPrepared } from '@/lib/db/prepared';
import type { ApiKeyActor } from '@/lib/domain/actor';
import { recordAuditPrepared } from '@/lib/domain/audit/record';
import type {
  CarrierFacts,
  CarrierLookupKind,
  LookupAnswer,
  LookupCarrier,
} from '@/lib/domain/carrier/lookups';
import {
  abandonRequest,
  type BegunRequest,
  beginRequest,
  finishRequest,
} from '@/lib/domain/idempotency/remote-request';
import type { IdempotentRequest, OperationResult } from '@/lib/domain/idempotency/with-idempotency';
import { refuseUnsupported } from '@/lib/domain/lookups/current-carrier';
import { type OpenedList, openLookupList } from '@/lib/domain/lookups/open-list';
import { type ClaimedList, settleLookups } from '@/lib/domain/lookups/settle';
import { type LookupRun, type NumberFormat, toResult } from '@/lib/domain/lookups/view';
import { inWorkspaceQueue } from '@/lib/domain/messages/workspace-queue';
import { UnfinishedCalls } from '@/lib/domain/throttle/unfinished-calls';
import { BALANCE_COLUMN } from '@/lib/domain/wallet/ledger-columns';
import type { Money } from '@/lib/domain/wallet/money';
import { ok, type Result, refuse } from '@/lib/errors';
import { log } from '@/lib/log';

/** Longer than a lookup can take. After that, the worker refunds it, and the same request may begin again. */
const LEASE_MS = 2 * MINUTE;
/** How many requests of a workspace can wait for a carrier at a time, in one process. */
export const PER_WORKSPACE = 32;

interface Question {
  kind: CarrierLookupKind;
  formats: readonly NumberFormat[];
  carrier: LookupCarrier;
}

/** Stores and charges the numbers, before the carrier is asked. */
async function open(
  apiKey: ApiKeyActor,
  { kind, formats }: Question,
  claimedUntil: Date,
): Promise<Result<OpenedList>> {
  return inWorkspaceQueue(apiKey.workspaceId, () =>
    transactPrepared(async (tx) => {
      const draft = { kind, formats, answersAtOnce: true, scheduledAt: null, nextStepAt: claimedUntil };
      const opened = await openLookupList(tx, apiKey, draft);
      if (!opened.ok) return opened;
      const { id: targetId, total: numbers } = opened.value.list;
      recordAuditPrepared(tx, apiKey, { action: 'lookups.run', targetId, detail: { kind, numbers } });
      return opened;
    }),
  );
}

async function readBalance(tx: Transaction, { workspaceId, environment }: ApiKeyActor): Promise<Money> {
  const workspace = await tx.workspace.findUniqueOrThrow({
    where: { id: workspaceId },
    select: { liveBalance: true, sandboxBalance: true, currency: true },
  });
  return { amount: workspace[BALANCE_COLUMN[environment]], currency: workspace.currency };
}

function refuseUnanswered() {
  return refuse(
    'SERVICE_UNAVAILABLE',
    'The carrier did not answer. Nothing was charged. Try again in a moment.',
    {
      retryAfterSeconds: 5,
    },
  );
}

/**
 * Stores the answer, refunds what was not answered, and stores the response: all in one transaction, so that a crash before
 * it leaves everything to the worker, which refunds it.
 */
async function close(
  apiKey: ApiKeyActor,
  { kind, formats }: Question,
  claimed: ClaimedList,
  answer: LookupAnswer,
  repeatable: { begun: BegunRequest; request: IdempotentRequest<LookupRun> } | undefined,
): Promise<Result<LookupRun>> {
  const facts: ReadonlyMap<string, CarrierFacts> = answer.outcome === 'answered' ? answer.facts : new Map();
  const lastError = answer.outcome === 'answered' ? null : answer.reason;
  const asked = formats.flatMap(({ e164 }, index) => (e164 === null ? [] : [{ e164, position: index + 1 }]));
  const answered = asked.flatMap(({ e164, position }) => {
    const told = facts.get(e164);
    return told ? [[position, told] as const] : [];
  });
  const failed = asked.filter(({ e164 }) => !facts.has(e164)).map(({ position }) => position);
  const settlement = { answered: new Map(answered), failed, lastError, attempts: 1, nextStepAt: now() };
  return db().$transaction(async (tx) => {
    const settled = await settleLookups(tx, claimed, settlement);
    if (!settled || answer.outcome !== 'answered') return refuseUnanswered();
    const balance = await readBalance(tx, apiKey);
    const price = { amount: settled.price, currency: balance.currency };
    const results = formats.map((format) => {
      const told = format.e164 === null ? undefined : facts.get(format.e164);
      return toResult(format, told || !format.valid ? 'completed' : 'failed', told ?? null);
    });
    const run = { kind, results, price, balance };
    if (repeatable) await finishRequest(repeatable.begun, repeatable.request.toResponse(run), tx);
    return ok(run);
  });
}

async function openOrAbandon(
  apiKey: ApiKeyActor,
  question: Question,
  claimedUntil: Date,
  begun: BegunRequest | undefined,
): Promise<Result<OpenedList>> {
  let opened: Result<OpenedList> | undefined;
  try {
    opened = await open(apiKey, question, claimedUntil);
    return opened;
  } finally {
    if (begun && !opened?.ok) await abandonRequest(begun);
  }
}

/** The lookups of each workspace that a carrier has not answered. */
const unfinished = new UnfinishedCalls(PER_WORKSPACE);

async function askOnce(
  apiKey: ApiKeyActor,
  question: Question,
  request: IdempotentRequest<LookupRun> | undefined,
): Promise<OperationResult<LookupRun>> {
  const begun = request && (await beginRequest(request, LEASE_MS));
  if (begun && !begun.ok) return begun;
  if (begun && 'stored' in begun.value) return { ok: true, stored: begun.value.stored };
  const record = begun && 'begun' in begun.value ? begun.value.begun : undefined;
  const claimedUntil = record?.leaseEndsAt ?? new Date(now().getTime() + LEASE_MS);
  const opened = await openOrAbandon(apiKey, question, claimedUntil, record);
  if (!opened.ok) return opened;
  const { kind, formats, carrier } = question;
  const numbers = formats.flatMap(({ e164 }) => e164 ?? []);
  const { id } = opened.value.list;
  const answer = await carrier.lookUp({ id: `${id}.1`, kind, numbers });
  if (answer.outcome !== 'answered')
    log.warn({ list: id, reason: answer.reason }, 'A lookup was not answered');
  const repeatable = record && request && { begun: record, request };
  const closed = await close(apiKey, question, { id, claimedUntil }, answer, repeatable);
  if (closed.ok) return closed;
  if (record) await abandonRequest(record);
  return answer.outcome === 'unsupported' ? refuseUnsupported() : closed;
}

/**
 * Asks a carrier about numbers while the request waits. No transaction is open meanwhile: the numbers are stored and
 * charged first, then the carrier is asked, and then the results are stored and what has none is refunded. If the process
 * ends in between, the worker refunds everything. With `request`, this happens only once.
 *
 * Refuses as `openLookupList` does, with CHANNEL_NOT_CONNECTED if the carrier cannot answer this kind, SERVICE_UNAVAILABLE if
 * it does not answer, RATE_LIMITED if too many requests of the workspace wait, IDEMPOTENCY_CONFLICT or
 * IDEMPOTENCY_KEY_REUSED.
 */
export async function askCarrier(
  apiKey: ApiKeyActor,
  question: Question,
  request: IdempotentRequest<LookupRun> | undefined,
): Promise<OperationResult<LookupRun>> {
  if (!unfinished.add(apiKey.workspaceId)) {
    return refuse('RATE_LIMITED', 'Too many lookups are waiting for an answer. Try again in a moment.', {
      retryAfterSeconds: 1,
      detail: { of: 'lookups' },
    });
  }
  try {
    return await askOnce(apiKey, question, request);
  } finally {
    unfinished.remove(apiKey.workspaceId);
  }
}
