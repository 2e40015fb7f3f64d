import { MINUTE, now } from '@/lib/clock';
import { transactPrepared } from '@/lib/db/prepared';
import type { ApiKeyActor } from '@/lib/domain/actor';
import { recordAuditPrepared } from '@/lib/domain/audit/record';
import type { LookupCarrier } from '@/lib/domain/carrier/lookups';
import type { IdempotentRequest, OperationResult } from '@/lib/domain/idempotency/idempotent-request';
import { abandonRequest, type BegunRequest, beginRequest } from '@/lib/domain/idempotency/remote-request';
import { lockKeyForUse } from '@/lib/domain/key-calls/lock-for-use';
import { inWorkspaceQueue } from '@/lib/domain/key-calls/workspace-queue';
import { refuseUnsupported } from '@/lib/domain/lookups/current-carrier';
import { lookupPrices, type OpenedList, openLookupList } from '@/lib/domain/lookups/open-list';
import { type AskedNumbers, settleRequest } from '@/lib/domain/lookups/settle-request';
import type { LookupRun } from '@/lib/domain/lookups/view';
import { UnfinishedCalls } from '@/lib/domain/throttle/unfinished-calls';
import { type Result, refuse } from '@/lib/errors';
import { log } from '@/lib/log';

/** Longer than a lookup can take. After that, the worker refunds it, and the same request may begin again. */
const LEASE_MS = 2 * MINUTE;
/** How many requests of a workspace can wait for a carrier at a time, in one process. */
export const PER_WORKSPACE = 32;

interface Question extends AskedNumbers {
  carrier: LookupCarrier;
}

/** Stores and charges the numbers, before the carrier is asked. */
async function chargeLookups(
  apiKey: ApiKeyActor,
  { kind, formats }: Question,
  claimedUntil: Date,
): Promise<Result<OpenedList>> {
  return inWorkspaceQueue(apiKey.workspaceId, () =>
    transactPrepared(async (tx) => {
      const locked = await lockKeyForUse(tx, apiKey, lookupPrices(formats));
      if (!locked.ok) return locked;
      const draft = { kind, formats, answersAtOnce: true, scheduledAt: null, nextStepAt: claimedUntil };
      const opened = await openLookupList(tx, apiKey, locked.value, draft);
      if (!opened.ok) return opened;
      const { id: targetId, total: numbers } = opened.value.list;
      recordAuditPrepared(tx, apiKey, { action: 'lookups.run', targetId, detail: { kind, numbers } });
      return opened;
    }),
  );
}

async function chargeOrAbandon(
  apiKey: ApiKeyActor,
  question: Question,
  claimedUntil: Date,
  begun: BegunRequest | undefined,
): Promise<Result<OpenedList>> {
  let opened: Result<OpenedList> | undefined;
  try {
    opened = await chargeLookups(apiKey, question, claimedUntil);
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
  const opened = await chargeOrAbandon(apiKey, question, claimedUntil, record);
  if (!opened.ok) return opened;
  const { kind, formats, carrier } = question;
  const numbers = formats.flatMap(({ e164 }) => e164 ?? []);
  const { prices, list } = opened.value;
  const { id } = list;
  const answer = await carrier.lookUp({ id: `${id}.1`, kind, numbers });
  if (answer.outcome !== 'answered')
    log.warn({ list: id, reason: answer.reason }, 'A lookup was not answered');
  const repeatable = record && request && { begun: record, request };
  const settled = await settleRequest(apiKey, question, { id, claimedUntil, prices }, answer, repeatable);
  if (settled.ok) return settled;
  if (record) await abandonRequest(record);
  return answer.outcome === 'unsupported' ? refuseUnsupported() : settled;
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
