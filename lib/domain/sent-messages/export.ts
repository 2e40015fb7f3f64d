import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { Actor, WorkspaceActor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { after, type TimePosition } from '@/lib/domain/paging/time-cursor';
import { parse } from '@/lib/domain/parse';
import { matching } from '@/lib/domain/sent-messages/matching';
import { exportSentMessagesSchema } from '@/lib/domain/sent-messages/schema';
import { type SentMessage, toSentMessage, viewColumns } from '@/lib/domain/sent-messages/view';
import { BYTE_ORDER_MARK, csv } from '@/lib/domain/text/csv';
import { transact } from '@/lib/domain/transact';
import { RECORDED_DECIMALS, toDecimal } from '@/lib/domain/wallet/money-text';
import { ok, type Result } from '@/lib/errors';

const BATCH = 500;

const COLUMNS = {
  id: (message: SentMessage) => message.id,
  created_at: (message: SentMessage) => message.createdAt.toISOString(),
  scheduled_at: (message: SentMessage) => message.scheduledAt?.toISOString(),
  sent_at: (message: SentMessage) => message.sentAt?.toISOString(),
  final_at: (message: SentMessage) => message.finalizedAt?.toISOString(),
  status: (message: SentMessage) => message.status,
  environment: (message: SentMessage) => message.environment,
  recipient: (message: SentMessage) => message.to,
  country: (message: SentMessage) => message.country,
  sender: (message: SentMessage) => message.from,
  text: (message: SentMessage) => message.text,
  segments: (message: SentMessage) => String(message.segments),
  price: (message: SentMessage) => toDecimal(message.price.amount, RECORDED_DECIMALS),
  currency: (message: SentMessage) => message.price.currency,
  key_id: (message: SentMessage) => message.key.id,
  key_label: (message: SentMessage) => message.key.label,
  batch_id: (message: SentMessage) => message.batchId,
  label: (message: SentMessage) => message.label,
  reference: (message: SentMessage) => message.reference,
};

async function* write(viewer: WorkspaceActor, where: Prisma.MessageWhereInput): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csv([Object.keys(COLUMNS)]);
  for (let position: TimePosition | undefined, isLast = false; !isLast; ) {
    const rows: Prisma.MessageGetPayload<{ select: typeof viewColumns }>[] = await db().message.findMany({
      where: { AND: [where, after(position, (at) => ({ createdAt: at }))] },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: BATCH,
      select: viewColumns,
    });
    const messages = rows.map((row) => toSentMessage(viewer, row));
    yield csv(messages.map((message) => Object.values(COLUMNS).map((column) => column(message))));
    const last = rows.at(-1);
    if (last) position = { at: last.createdAt, id: last.id };
    isLast = rows.length < BATCH;
  }
}

/**
 * Exports the messages of the actor's workspace that match a filter, newest first, as the parts of a CSV file, so that a
 * large file does not have to fit into memory. The export is audited.
 *
 * Refuses with INVALID_REQUEST, FORBIDDEN or NOT_FOR_SUPPORT.
 */
export async function exportSentMessages(
  actor: Actor,
  input: unknown,
): Promise<Result<AsyncGenerator<string>>> {
  const parsed = parse(exportSentMessagesSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeInWorkspace(actor, 'sent-messages/export');
  if (!authorized.ok) return authorized;
  const viewer = authorized.value;
  // Messages that are sent while the file is read are left out.
  const where = { AND: [matching(viewer.workspaceId, parsed.value), { createdAt: { lte: now() } }] };
  const recorded = await transact(viewer, async (tx) => {
    const { recipient, ...filter } = parsed.value;
    await recordAudit(tx, viewer, {
      action: 'messages.export',
      targetId: viewer.workspaceId,
      detail: { filter: JSON.parse(JSON.stringify(filter)), oneRecipient: recipient !== undefined },
    });
    return ok(null);
  });
  return recorded.ok ? ok(write(viewer, where)) : recorded;
}
