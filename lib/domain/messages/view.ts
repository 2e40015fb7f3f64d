import type { Prisma } from '@/lib/db/generated/client';
import type { MessageStatus } from '@/lib/db/generated/enums';
import type { Money } from '@/lib/domain/wallet/money';

/** A message as its sender sees it. */
export interface MessageView {
  id: string;
  status: MessageStatus;
  to: string;
  from: string | null;
  text: string;
  segments: number;
  price: Money;
  createdAt: Date;
  sentAt: Date | null;
  finalizedAt: Date | null;
}

/** The columns that `toView` reads. */
export const viewColumns = {
  id: true,
  status: true,
  recipient: true,
  sender: true,
  text: true,
  segments: true,
  price: true,
  createdAt: true,
  sentAt: true,
  finalizedAt: true,
  workspace: { select: { currency: true } },
} satisfies Prisma.MessageSelect;

/** A stored message as its sender sees it. */
export function toView(row: Prisma.MessageGetPayload<{ select: typeof viewColumns }>): MessageView {
  return {
    id: row.id,
    status: row.status,
    to: row.recipient,
    from: row.sender,
    text: row.text,
    segments: row.segments,
    price: { amount: row.price, currency: row.workspace.currency },
    createdAt: row.createdAt,
    sentAt: row.sentAt,
    finalizedAt: row.finalizedAt,
  };
}
