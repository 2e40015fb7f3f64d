import type { Prisma } from '@/lib/db/generated/client';
import type { Environment } from '@/lib/db/generated/enums';
import type { WorkspaceActor } from '@/lib/domain/actor';
import { type MessageView, viewColumns as messageColumns, toView } from '@/lib/domain/messages/view';

/** A message as the members of its workspace see it. */
export interface SentMessage extends Omit<MessageView, 'text'> {
  environment: Environment;
  key: { id: string; label: string };
  /** The id of the call that sent it; null if it is not known. */
  requestId: string | null;
  /** Null for those who see only a part of the recipient. */
  text: string | null;
}

/** The columns that `toSentMessage` reads. */
export const viewColumns = {
  ...messageColumns,
  environment: true,
  requestId: true,
  apiKey: { select: { id: true, label: true } },
} satisfies Prisma.MessageSelect;

type Row = Prisma.MessageGetPayload<{ select: typeof viewColumns }>;

/** Whether somebody sees recipients and texts: no viewer does, and no agent of support. */
export function seesRecipients(actor: WorkspaceActor): boolean {
  return actor.kind === 'member' && actor.role !== 'viewer';
}

const SHOWN_START = 3;
const SHOWN_END = 2;

/** The part of a number that is hidden: all but the start and the end. */
function hiddenPart(number: string): string {
  return number.slice(SHOWN_START, -SHOWN_END) || number;
}

/** Hides a number in a text, also where it is written in another format. */
export function maskNumber(number: string, text: string): string {
  const hidden = hiddenPart(number);
  return text.replaceAll(hidden, '•'.repeat(hidden.length));
}

/** A stored message as this person sees it. */
export function toSentMessage(
  actor: WorkspaceActor,
  { environment, apiKey, requestId, ...row }: Row,
): SentMessage {
  const message = { ...toView(row), environment, requestId, key: apiKey };
  return seesRecipients(actor) ? message : { ...message, to: maskNumber(message.to, message.to), text: null };
}
