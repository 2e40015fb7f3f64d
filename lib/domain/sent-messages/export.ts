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
import {
  type SentMessage,
  seesRecipients,
  toSentMessage,
  viewColumns,
} from '@/lib/domain/sent-messages/view';
import { csvFormat } from '@/lib/domain/text/csv';
import { transact } from '@/lib/domain/transact';
import { RECORDED_DECIMALS, toDecimal } from '@/lib/domain/wallet/money-text';
import { ok, type Result } from '@/lib/errors';

const BATCH = 500;

/** In place of a text that nobody can read any more, so that it does not look like an empty one. */
const NOT_STORED = '[not stored]';

const CSV = csvFormat<SentMessage & { hidesText: boolean }>({
  id: (message) => message.id,
  created_at: (message) => message.createdAt.toISOString(),
  scheduled_at: (message) => message.scheduledAt?.toISOString(),
  sent_at: (message) => message.sentAt?.toISOString(),
  final_at: (message) => message.finalizedAt?.toISOString(),
  status: (message) => message.status,
  environment: (message) => message.environment,
  recipient: (message) => message.to,
  country: (message) => message.country,
  sender: (message) => message.from,
  text: (message) => message.text ?? (message.hidesText ? null : NOT_STORED),
  segments: (message) => String(message.segments),
  price: (message) => toDecimal(message.price.amount, RECORDED_DECIMALS),
  currency: (message) => message.price.currency,
  key_id: (message) => message.key.id,
  key_label: (message) => message.key.label,
  request_id: (message) => message.requestId,
  batch_id: (message) => message.batchId,
  label: (message) => message.label,
  reference: (message) => message.reference,
});

async function* write(viewer: WorkspaceActor, where: Prisma.MessageWhereInput): AsyncGenerator<string> {
  yield CSV.header;
  const hidesText = !seesRecipients(viewer);
  for (let position: TimePosition | undefined, isLast = false; !isLast; ) {
    const rows: Prisma.MessageGetPayload<{ select: typeof viewColumns }>[] = await db().message.findMany({
      where: { AND: [where, after(position, (at) => ({ createdAt: at }))] },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: BATCH,
      select: viewColumns,
    });
    yield CSV.lines(rows.map((row) => ({ ...toSentMessage(viewer, row), hidesText })));
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
