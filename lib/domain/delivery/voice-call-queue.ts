import { Prisma } from '@/lib/db/generated/client';
import type { CarrierQueue, QueuedRow } from '@/lib/domain/delivery/carrier-queue';
import { voiceCallReportSchema } from '@/lib/domain/delivery/report-schema';
import { type EndStatus, endCalls, markAnswered, markRinging } from '@/lib/domain/voice-calls/change-status';
import { callOutcomeOf, SIMULATED_SECONDS } from '@/lib/domain/voice-calls/magic-numbers';

const REPORTED: readonly EndStatus[] = ['completed', 'no_answer', 'busy', 'failed'];

interface QueuedCall extends QueuedRow {
  audioUrl: string | null;
  voice: string | null;
  ringSeconds: number | null;
}

/** Voice calls, from the outbox to their final status. */
export const voiceCallQueue: CarrierQueue<QueuedCall, EndStatus> = {
  service: 'calls',
  noun: 'voice call',
  table: 'voice_calls',
  moreColumns: Prisma.sql`, audio_url AS "audioUrl", voice, ring_seconds AS "ringSeconds"`,
  waitingSince: Prisma.sql`created_at`,
  accepted: Prisma.sql`'ringing'`,
  refused: 'failed',
  expired: 'expired',
  chargeKind: 'voice_call',
  refundAction: 'voice_calls.refund',
  toOutgoing: ({ id, recipient: to, sender: from, audioUrl, voice, ringSeconds }, text) => ({
    ...{ id, to, from, text, audioUrl, voice, ringSeconds },
  }),
  accept: markRinging,
  finalize: (tx, ids, { from, status, ...change }) =>
    endCalls(tx, ids, {
      ...change,
      status,
      from: from === 'accepted' ? ['ringing', 'answered'] : ['queued'],
      // Only the sandbox finalizes a completed call here: the carrier reports how long a live one was.
      ...(status === 'completed' && { durationSeconds: SIMULATED_SECONDS }),
    }),
  outcomeOf: callOutcomeOf,
  async findCreatedAt(tx, id) {
    const where = { id, environment: 'live', erasedAt: null } as const;
    return (await tx.voiceCall.findFirst({ where, select: { createdAt: true } }))?.createdAt ?? null;
  },
  reportSchema: voiceCallReportSchema,
  async report(tx, id, { status, at, durationSeconds }) {
    const end = REPORTED.find((known) => known === status);
    if (!end && status !== 'ringing' && status !== 'answered') return false;
    await markRinging(tx, [id], { at, nextStepAt: null });
    if (status === 'answered') await markAnswered(tx, id);
    if (end) await endCalls(tx, [id], { from: ['ringing', 'answered'], status: end, at, durationSeconds });
    return true;
  },
};
