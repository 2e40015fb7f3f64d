import type { Transaction } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import { withoutSentText } from '@/lib/domain/outbox/stored-text';
import { recordVoiceCallEvents } from '@/lib/domain/webhook-events/record-voice-call-events';

/** A status that does not change any more. */
export type EndStatus = 'completed' | 'no_answer' | 'busy' | 'failed' | 'expired';

/** The columns of a call that ended. */
const endedColumns = {
  id: true,
  workspaceId: true,
  environment: true,
  apiKeyId: true,
  price: true,
  createdAt: true,
} satisfies Prisma.VoiceCallSelect;

export type EndedCall = Prisma.VoiceCallGetPayload<{ select: typeof endedColumns }>;

interface Started {
  at: Date;
  /** When a simulated call ends; null if the carrier reports it. */
  nextStepAt: Date | null;
}

interface Ended {
  /** The statuses so far. Calls with other ones do not change. */
  from: readonly ('queued' | 'ringing' | 'answered')[];
  status: EndStatus;
  at: Date;
  durationSeconds?: number | null;
  /** For the operator. */
  reason?: string;
}

/** Marks queued calls as accepted by the carrier, and returns how many. A status changes only in this file. */
export async function markRinging(
  tx: Transaction,
  ids: readonly string[],
  { at, nextStepAt }: Started,
): Promise<number> {
  const { count } = await tx.voiceCall.updateMany({
    where: { id: { in: [...ids] }, status: 'queued' },
    data: { status: 'ringing', startedAt: at, nextStepAt, lastError: null, ...withoutSentText() },
  });
  return count;
}

/** Marks a ringing call as answered. */
export async function markAnswered(tx: Transaction, id: string): Promise<void> {
  await tx.voiceCall.updateMany({ where: { id, status: 'ringing' }, data: { status: 'answered' } });
}

/** Gives calls their final status. Returns the calls that changed. */
export async function endCalls(
  tx: Transaction,
  ids: readonly string[],
  { from, status, at, durationSeconds, reason }: Ended,
): Promise<EndedCall[]> {
  const ended = await tx.voiceCall.updateManyAndReturn({
    where: { id: { in: [...ids] }, status: { in: [...from] } },
    data: {
      status,
      endedAt: at,
      nextStepAt: null,
      ...withoutSentText(),
      ...(durationSeconds != null && { durationSeconds }),
      ...(reason !== undefined && { lastError: reason }),
    },
    select: endedColumns,
  });
  const type = status === 'completed' ? 'voice_call.completed' : 'voice_call.failed';
  await recordVoiceCallEvents(
    tx,
    type,
    ended.map(({ id }) => id),
  );
  return ended;
}
