import type { Prisma } from '@/lib/db/generated/client';
import type { WebhookDeliveryState } from '@/lib/db/generated/enums';

/** A delivery as the log lists it. */
export interface DeliveryView {
  id: string;
  /** The type of the event. */
  event: string;
  state: WebhookDeliveryState;
  createdAt: Date;
  /** When it is tried next; null if it is finished. */
  nextAttemptAt: Date | null;
  /** The number of attempts, also of earlier replays. */
  attempts: number;
  /** The last attempt; null before the first. */
  last: { at: Date; status: number | null; error: string | null; durationMs: number } | null;
}

/** The columns that `toView` reads. */
export const viewColumns = {
  id: true,
  position: true,
  state: true,
  createdAt: true,
  nextAttemptAt: true,
  event: { select: { type: true } },
  attemptLog: {
    orderBy: { id: 'desc' },
    take: 1,
    select: { at: true, url: true, status: true, error: true, durationMs: true },
  },
  _count: { select: { attemptLog: true } },
} satisfies Prisma.WebhookDeliverySelect;

export function toView(
  row: Omit<Prisma.WebhookDeliveryGetPayload<{ select: typeof viewColumns }>, 'position'>,
): DeliveryView {
  const [last] = row.attemptLog;
  return {
    id: row.id,
    event: row.event.type,
    state: row.state,
    createdAt: row.createdAt,
    nextAttemptAt: row.nextAttemptAt,
    attempts: row._count.attemptLog,
    last: last ? { at: last.at, status: last.status, error: last.error, durationMs: last.durationMs } : null,
  };
}
