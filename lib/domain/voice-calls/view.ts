import type { Prisma } from '@/lib/db/generated/client';
import type { VoiceCallStatus } from '@/lib/db/generated/enums';
import type { Money } from '@/lib/domain/wallet/money';

/** A voice call as the customer who started it sees it. */
export interface VoiceCallView {
  id: string;
  /** The number of its charge in the ledger, which no other call of the workspace and environment has. */
  number: bigint | null;
  /** `vcg_…`. The calls of one request have the same. */
  groupId: string;
  /** What the customer calls the group. */
  name: string | null;
  status: VoiceCallStatus;
  /** E.164. */
  to: string;
  /** Of the recipient, ISO 3166-1 alpha-2; null if unknown. */
  country: string | null;
  from: string | null;
  /** What is read aloud; null if a recording is played, or if texts are not stored. */
  text: string | null;
  audioUrl: string | null;
  /** How long the call was; null until it is known. */
  durationSeconds: number | null;
  price: Money;
  createdAt: Date;
  /** When the carrier accepted it. */
  startedAt: Date | null;
  /** When the status became final. */
  endedAt: Date | null;
}

/** The columns that `toVoiceCallView` reads. */
export const voiceCallColumns = {
  id: true,
  groupId: true,
  name: true,
  status: true,
  recipient: true,
  country: true,
  sender: true,
  text: true,
  audioUrl: true,
  durationSeconds: true,
  price: true,
  createdAt: true,
  startedAt: true,
  endedAt: true,
  workspace: { select: { currency: true } },
  ledger: { where: { kind: 'charge' }, select: { number: true } },
} satisfies Prisma.VoiceCallSelect;

/** A stored voice call as its customer sees it. */
export function toVoiceCallView(
  row: Prisma.VoiceCallGetPayload<{ select: typeof voiceCallColumns }>,
): VoiceCallView {
  const { recipient, sender, price, workspace, ledger, ...call } = row;
  return {
    ...call,
    number: ledger[0]?.number ?? null,
    to: recipient,
    from: sender,
    price: { amount: price, currency: workspace.currency },
  };
}
