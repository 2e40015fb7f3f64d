import { Prisma } from '@/lib/db/generated/client';
import type { CarrierQueue, QueuedRow } from '@/lib/domain/delivery/carrier-queue';
import { messageReportSchema } from '@/lib/domain/delivery/report-schema';
import { type FinalStatus, finalizeMessages, markSent } from '@/lib/domain/messages/change-status';
import { outcomeOf } from '@/lib/domain/messages/magic-numbers';
import { withIds } from '@/lib/domain/messages/with-ids';

const REPORTED: readonly FinalStatus[] = ['delivered', 'undelivered', 'expired'];

interface QueuedMessage extends QueuedRow {
  flash: boolean;
  userDataHeader: string | null;
}

/** Messages, from the outbox to their final status. */
export const messageQueue: CarrierQueue<QueuedMessage, FinalStatus> = {
  service: 'messages',
  noun: 'message',
  table: 'messages',
  moreColumns: Prisma.sql`, flash, user_data_header AS "userDataHeader"`,
  waitingSince: Prisma.sql`COALESCE(scheduled_at, created_at)`,
  accepted: Prisma.sql`'sent'`,
  refused: 'undelivered',
  expired: 'expired',
  chargeKind: 'message',
  refundAction: 'messages.refund',
  toOutgoing: ({ id, recipient: to, sender: from, flash, userDataHeader }, waiting) => ({
    // A message that waits has its text, readable or sealed.
    ...{ id, to, from, text: waiting ?? '' },
    ...(flash && { flash }),
    ...(userDataHeader !== null && { userDataHeader }),
  }),
  accept: async (tx, ids, accepted) => (await markSent(tx, ids, accepted)).length,
  finalize: (tx, ids, { from, ...change }) =>
    finalizeMessages(tx, ids, { ...change, from: from === 'accepted' ? 'sent' : from }),
  outcomeOf,
  async findCreatedAt(tx, id) {
    const where = { ...withIds([id]), environment: 'live', erasedAt: null } as const;
    return (await tx.message.findFirst({ where, select: { createdAt: true } }))?.createdAt ?? null;
  },
  reportSchema: messageReportSchema,
  async report(tx, id, { status, at }) {
    const final = REPORTED.find((known) => known === status);
    if (!final && status !== 'sent') return false;
    await markSent(tx, [id], { at, nextStepAt: null });
    if (final) await finalizeMessages(tx, [id], { from: 'sent', status: final, at });
    return true;
  },
};
