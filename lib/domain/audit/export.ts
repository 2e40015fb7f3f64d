import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { Actor } from '@/lib/domain/actor';
import { buildFilter } from '@/lib/domain/audit/build-filter';
import { eventColumns, toEventViews } from '@/lib/domain/audit/event-view';
import { type ExportedEvent, FORMATS } from '@/lib/domain/audit/export-format';
import { recordAudit } from '@/lib/domain/audit/record';
import { exportAuditEventsSchema } from '@/lib/domain/audit/schema';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { transact } from '@/lib/domain/transact';
import { ok, type Result } from '@/lib/errors';

const BATCH = 500;

export interface AuditExport {
  contentType: string;
  /** The file name extension. */
  extension: string;
  /** The file in parts, so that a large file does not have to fit into memory. */
  chunks: AsyncGenerator<string>;
}

async function* readBatches(
  workspaceId: string,
  where: Prisma.AuditEventWhereInput,
  newest: bigint,
): AsyncGenerator<ExportedEvent[]> {
  for (let from: bigint | undefined = newest; from !== undefined; ) {
    const rows: Prisma.AuditEventGetPayload<{ select: typeof eventColumns }>[] =
      await db().auditEvent.findMany({
        where: { AND: [where, { id: { lte: from } }] },
        orderBy: { id: 'desc' },
        take: BATCH,
        select: eventColumns,
      });
    if (rows.length === 0) return;
    const views = await toEventViews(workspaceId, rows);
    yield views.map((view, index) => ({ ...view, detail: rows[index]?.detail ?? {} }));
    const last = rows.at(-1);
    from = last && rows.length === BATCH ? last.id - 1n : undefined;
  }
}

async function* write(batches: AsyncIterable<ExportedEvent[]>, format: keyof typeof FORMATS) {
  const { start, between, end, write } = FORMATS[format];
  yield start;
  let isFirst = true;
  for await (const batch of batches) {
    yield (isFirst ? '' : between) + write(batch);
    isFirst = false;
  }
  yield end;
}

/**
 * Exports all audit events of the actor's workspace that match a filter, newest first, as a file. The export is
 * audited.
 *
 * Refuses with INVALID_REQUEST, FORBIDDEN or NOT_FOR_SUPPORT.
 */
export async function exportAuditEvents(actor: Actor, input: unknown): Promise<Result<AuditExport>> {
  const parsed = parse(exportAuditEventsSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeInWorkspace(actor, 'audit/export');
  if (!authorized.ok) return authorized;
  const { workspaceId } = authorized.value;
  const { format, ...filter } = parsed.value;
  const where = await buildFilter(workspaceId, filter);
  const newest = await transact(authorized.value, async (tx) => {
    // The file contains neither the event of the export itself nor later ones.
    const last = await tx.auditEvent.findFirst({
      where: { workspaceId },
      orderBy: { id: 'desc' },
      select: { id: true },
    });
    await recordAudit(tx, authorized.value, {
      action: 'audit.export',
      targetId: workspaceId,
      detail: { format, filter: JSON.parse(JSON.stringify(filter)) },
    });
    return ok(last?.id ?? 0n);
  });
  if (!newest.ok) return newest;
  return ok({
    contentType: FORMATS[format].contentType,
    extension: format,
    chunks: write(readBatches(workspaceId, where, newest.value), format),
  });
}
