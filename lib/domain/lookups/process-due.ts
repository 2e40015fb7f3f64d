import { DAY, MINUTE, now, SECOND } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import type { Environment, LookupKind } from '@/lib/db/generated/enums';
import type { CarrierLookupKind, LookupAnswer, LookupCarrier } from '@/lib/domain/carrier/lookups';
import { currentLookupCarrier } from '@/lib/domain/lookups/current-carrier';
import { matchFacts } from '@/lib/domain/lookups/facts';
import { type ClaimedList, type Settlement, settleLookups } from '@/lib/domain/lookups/settle';
import { pauseAfter } from '@/lib/domain/outbox/back-off';
import { claimDue } from '@/lib/domain/outbox/claim';
import { log } from '@/lib/log';

/** How many numbers one request to the carrier contains. */
const PORTION = 100;
/** How many numbers one transaction completes or refunds without a request. */
const LOCAL_PORTION = 500;
/** How often the carrier is asked about a number that it leaves out of its answers. */
const MAX_ATTEMPTS = 3;
/** How long the carrier is asked again after errors. */
const VALIDITY_MS = DAY;
/** Longer than a request and the transactions take. */
const LEASE_MS = 2 * MINUTE;
const BACK_OFF = { firstMs: 2 * SECOND, longestMs: 15 * MINUTE };

interface DueList extends ClaimedList {
  kind: LookupKind;
  answersAtOnce: boolean;
  createdAt: Date;
  scheduledAt: Date | null;
  startedAt: Date | null;
  /** How many requests have failed in a row; the current one is counted. */
  attempts: number;
}

interface PendingLookup {
  position: number;
  e164: string;
  attempts: number;
}

async function readPending(listId: string, most: number): Promise<PendingLookup[]> {
  return db().$queryRaw<PendingLookup[]>`
    SELECT position, e164, attempts FROM lookups WHERE list_id = ${listId} AND status = 'pending'
    ORDER BY attempts, position LIMIT ${most}`;
}

/** A settlement without results, after which the next step is due at once. */
const emptySettlement = (): Settlement => ({
  answered: new Map(),
  failed: [],
  lastError: null,
  nextStepAt: now(),
  attempts: 0,
});

/** When a list whose request failed is continued. */
function later({ attempts }: DueList, requestedMs?: number): Date {
  return new Date(now().getTime() + pauseAfter(BACK_OFF, attempts, requestedMs));
}

function toSettlement(list: DueList, portion: readonly PendingLookup[], answer: LookupAnswer): Settlement {
  switch (answer.outcome) {
    case 'answered': {
      const { answered, missing } = matchFacts(portion, answer.facts);
      const failed = missing.filter(({ attempts }) => attempts + 1 >= MAX_ATTEMPTS);
      const hasProgress = answered.size > 0 || failed.length > 0;
      return {
        ...emptySettlement(),
        answered,
        failed: failed.map(({ position }) => position),
        ...(!hasProgress && { nextStepAt: later(list), attempts: list.attempts }),
      };
    }
    case 'failed':
      return {
        ...emptySettlement(),
        lastError: answer.reason,
        nextStepAt: later(list, answer.retryAfterMs),
        attempts: list.attempts,
      };
    default:
      return {
        ...emptySettlement(),
        failed: portion.map(({ position }) => position),
        lastError: answer.reason,
      };
  }
}

/** Counts an attempt for the numbers that an answer left out. */
async function countMissing(list: DueList, portion: readonly PendingLookup[], answer: LookupAnswer) {
  if (answer.outcome !== 'answered') return;
  const missing = matchFacts(portion, answer.facts).missing.map(({ position }) => position);
  await db().lookup.updateMany({
    where: { listId: list.id, position: { in: missing }, status: 'pending' },
    data: { attempts: { increment: 1 } },
  });
}

const NOT_CONNECTED: LookupAnswer = { outcome: 'failed', reason: 'No carrier is connected for lookups.' };

async function askAbout(
  list: DueList,
  kind: CarrierLookupKind,
  carrier: LookupCarrier | undefined,
): Promise<Settlement> {
  const portion = await readPending(list.id, PORTION);
  const numbers = portion.map(({ e164 }) => e164);
  // The position and its attempts make the id new for each request.
  const id = `${list.id}.${portion[0]?.position}.${portion[0]?.attempts}.${list.attempts}`;
  const answer = carrier ? await carrier.lookUp({ id, kind, numbers }) : NOT_CONNECTED;
  if (answer.outcome !== 'answered') {
    log.warn(
      { list: list.id, attempts: list.attempts, reason: answer.reason },
      'A list of lookups was not answered',
    );
  }
  await countMissing(list, portion, answer);
  return toSettlement(list, portion, answer);
}

/** The next step of a list. */
async function takeStep(list: DueList, carrier: LookupCarrier | undefined): Promise<Settlement> {
  const validUntil = (list.scheduledAt ?? list.createdAt).getTime() + VALIDITY_MS;
  if (list.answersAtOnce || now().getTime() >= validUntil) {
    const left = await readPending(list.id, LOCAL_PORTION);
    const lastError = list.answersAtOnce
      ? 'The process that asked the carrier has ended.'
      : 'No answer in time.';
    return { ...emptySettlement(), failed: left.map(({ position }) => position), lastError };
  }
  if (list.kind !== 'format') return askAbout(list, list.kind, carrier);
  const pending = await readPending(list.id, LOCAL_PORTION);
  return { ...emptySettlement(), answered: new Map(pending.map(({ position }) => [position, null])) };
}

/**
 * Takes the next step of up to `batch` lists that are due, and returns how many. A step is a portion of numbers: so lists
 * take turns, and a crash repeats at most one portion, which the customer does not pay again. A request that ended without
 * its results is refunded.
 */
export async function processLookups(
  environment: Environment,
  batch: number,
  carrier: LookupCarrier | undefined = currentLookupCarrier(environment),
): Promise<number> {
  const claimed = await claimDue<DueList>(
    {
      name: 'lookup_lists',
      dueAt: 'next_step_at',
      columns: Prisma.sql`lookup_lists.id, kind, answers_at_once AS "answersAtOnce",
        lookup_lists.created_at AS "createdAt", scheduled_at AS "scheduledAt", started_at AS "startedAt", attempts,
        next_step_at AS "claimedUntil"`,
      condition: Prisma.sql`environment = ${environment}::"Environment"`,
      leaseMs: LEASE_MS,
    },
    batch,
  );
  await Promise.all(
    claimed.map(async (list) => {
      if (!list.startedAt) {
        await db().lookupList.updateMany({ where: { id: list.id }, data: { startedAt: now() } });
      }
      const settlement = await takeStep(list, carrier);
      await db().$transaction((tx) => settleLookups(tx, list, settlement));
    }),
  );
  return claimed.length;
}
