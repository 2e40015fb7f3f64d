import type { Prisma } from '@/lib/db/generated/client';
import type { MessageStatus } from '@/lib/db/generated/enums';
import type { Money } from '@/lib/domain/wallet/money';

/** A message as its sender sees it. */
export interface MessageView {
  id: string;
  /** The batch that it was sent in, if any. */
  batchId: string | null;
  status: MessageStatus;
  to: string;
  /** Of the recipient, ISO 3166-1 alpha-2; null if unknown. */
  country: string | null;
  from: string | null;
  /** Null if texts are not stored. */
  text: string | null;
  segments: number;
  price: Money;
  /** How often it was submitted to the carrier. */
  attempts: number;
  createdAt: Date;
  /** When it is to be sent; null: at once. */
  scheduledAt: Date | null;
  sentAt: Date | null;
  finalizedAt: Date | null;
  /** The sender's own word for messages of one kind. */
  label: string | null;
  /** The sender's own id. */
  reference: string | null;
}

/** A message of a list. */
export interface ListedMessage extends MessageView {
  /**
   * The number of its charge in the ledger, which no other message of the workspace and environment has. Null if it was
   * not charged.
   */
  number: bigint | null;
}

/** The columns that `toView` reads. */
export const viewColumns = {
  id: true,
  batchId: true,
  status: true,
  recipient: true,
  country: true,
  sender: true,
  text: true,
  segments: true,
  price: true,
  attempts: true,
  createdAt: true,
  scheduledAt: true,
  sentAt: true,
  finalizedAt: true,
  label: true,
  reference: true,
  workspace: { select: { currency: true } },
} satisfies Prisma.MessageSelect;

/** A stored message as its sender sees it. */
export function toView(row: Prisma.MessageGetPayload<{ select: typeof viewColumns }>): MessageView {
  const { recipient, sender, price, workspace, ...message } = row;
  return {
    ...message,
    to: recipient,
    from: sender,
    price: { amount: price, currency: workspace.currency },
  };
}
