import { beforeAll, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { makeSender, type Sender } from '@/lib/testing/factories/messages';

const MESSAGES = 20_000;
const RECIPIENT = '+31600004711';
const REQUEST = 'req_4711';

let sender: Sender;
let other: Sender;

async function fill({ workspaceId, apiKeyId }: Sender, from: number): Promise<void> {
  await db().$executeRaw`
    INSERT INTO messages (id, workspace_id, environment, api_key_id, recipient, segments, price, status, created_at, request_id)
    SELECT 'msg_' || n, ${workspaceId}, 'live', ${apiKeyId}, '+316' || lpad(n::text, 8, '0'), 1, 0,
      (CASE WHEN n % 1000 = 0 THEN 'expired' ELSE 'delivered' END)::"MessageStatus", now() - n * interval '1 minute',
      'req_' || n
    FROM generate_series(${from}::int, ${from + MESSAGES}::int) AS n`;
}

beforeAll(async () => {
  sender = await makeSender();
  other = await makeSender();
  await fill(other, 100_000);
  await fill(sender, 1);
  await db().$executeRaw`ANALYZE messages`;
}, 60_000);

/** The plan with the names of the table. The partition for all other times is empty, and not worth an index. */
async function planOf(condition: Prisma.Sql): Promise<string> {
  const rows = await db().$queryRaw<Array<Record<'QUERY PLAN', string>>>(Prisma.sql`
    EXPLAIN SELECT id FROM messages
    WHERE workspace_id = ${sender.workspaceId} AND environment = 'live' AND erased_at IS NULL AND ${condition}
    ORDER BY created_at DESC, id DESC LIMIT 51`);
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
  return plan.replaceAll(/_until_\d{8}/g, '').replaceAll(/Seq Scan on messages_default/g, '');
}

it.each([
  ['by no filter', () => Prisma.sql`true`, 'messages_workspace_id_environment_created_at_id_'],
  ['by a usual status', () => Prisma.sql`status = ${'delivered'}::text::"MessageStatus"`, '_created'],
  [
    'by another status',
    () => Prisma.sql`status = ${'canceled'}::text::"MessageStatus"`,
    'messages_workspace_id_environment_status_created',
  ],
  ['by a key', () => Prisma.sql`api_key_id = ${sender.apiKeyId}`, '_created_at_id_idx'],
  [
    'by a key that sent nothing',
    () => Prisma.sql`api_key_id = 'key_none'`,
    'messages_api_key_id_created_at_id_idx',
  ],
  ['by a recipient', () => Prisma.sql`recipient = ${RECIPIENT}`, 'messages_workspace_id_recipient_idx'],
  ['by a request', () => Prisma.sql`request_id = ${REQUEST}`, 'messages_request'],
])('the messages are found %s with an index, without a scan of the table', async (_, condition, index) => {
  const plan = await planOf(condition());
  expect(plan).toContain(index);
  expect(plan).not.toContain('Seq Scan');
});
