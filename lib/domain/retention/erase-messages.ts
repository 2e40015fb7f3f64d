import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { messagesKeptSince } from '@/lib/domain/retention/kept-time';

const BATCH = 1_000;

/** In two statements, because one that joins the ids reads all partitions. */
async function eraseMessages(which: Prisma.Sql, at: Date): Promise<number> {
  return db().$transaction(async (tx) => {
    const rows = await tx.$queryRaw<{ id: string; createdAt: Date }[]>`
      SELECT id, created_at AS "createdAt" FROM messages WHERE ${which} AND erased_at IS NULL AND next_step_at IS NULL
      ORDER BY created_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`;
    const [first, last] = [rows[0], rows.at(-1)];
    if (!first || !last) return 0;
    return tx.$executeRaw`
      UPDATE messages SET recipient = '', sender = NULL, text = NULL, text_hash = NULL, sealed_text = NULL, label = NULL,
        reference = NULL, request_id = NULL, user_data_header = NULL, callback_url = NULL, last_error = NULL, erased_at = ${at}
      WHERE id = ANY(${rows.map(({ id }) => id)}) AND created_at >= ${first.createdAt} AND created_at <= ${last.createdAt}`;
  });
}

/**
 * Erases what messages and voice calls tell about people, up to a thousand of each at a time, and returns how many. What
 * remains is what the ledger and the totals need: key, country, segments, price, status and times. What still has to be
 * sent is left alone. A batch is erased after its last message.
 */
async function erase(which: Prisma.Sql): Promise<number> {
  const at = now();
  const messages = await eraseMessages(which, at);
  const calls = await db().$executeRaw`
    UPDATE voice_calls SET recipient = '', sender = NULL, name = NULL, text = NULL, sealed_text = NULL, audio_url = NULL,
      callback_url = NULL, last_error = NULL, erased_at = ${at}
    WHERE id IN (
      SELECT id FROM voice_calls WHERE ${which} AND erased_at IS NULL AND next_step_at IS NULL
      ORDER BY created_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED
    )`;
  const batches = await db().$executeRaw`
    UPDATE message_batches SET text = NULL, sender = NULL, first_recipients = '{}', callback_url = NULL, erased_at = ${at}
    WHERE id IN (
      SELECT id FROM message_batches batch WHERE ${which} AND erased_at IS NULL
        AND NOT EXISTS (SELECT FROM messages WHERE batch_id = batch.id AND erased_at IS NULL)
      ORDER BY created_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED
    )`;
  return messages + calls + batches;
}

/** Erases what messages and voice calls that are older than the operator's limit tell about people. */
export async function eraseOldMessages(): Promise<number> {
  const since = messagesKeptSince();
  return since ? erase(Prisma.sql`created_at < ${since}`) : 0;
}

/** Erases the same of a workspace, whatever its age. */
export async function eraseMessagesOf(workspaceId: string): Promise<number> {
  return erase(Prisma.sql`workspace_id = ${workspaceId}`);
}
