import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { makeMessage, makeSender } from '@/lib/testing/factories/messages';

let workspaceId: string;
let messageId: string;

const entries = () => db().ledgerEntry.findMany({ where: { workspaceId }, orderBy: { id: 'asc' } });

beforeEach(async () => {
  const sender = await makeSender();
  workspaceId = sender.workspaceId;
  messageId = await makeMessage(sender);
});

describe('ledger_entries', () => {
  it.each([
    'UPDATE ledger_entries SET amount = 0',
    'UPDATE ledger_entries SET amount = 0 WHERE false',
    'DELETE FROM ledger_entries',
    'TRUNCATE ledger_entries',
    'TRUNCATE messages CASCADE',
    'TRUNCATE workspaces CASCADE',
  ])('refuse %s', async (sql) => {
    const before = await entries();
    expect(before.length).toBeGreaterThan(0);
    await expect(db().$executeRawUnsafe(sql)).rejects.toThrow(/append-only/);
    expect(await entries()).toEqual(before);
  });

  it('are not deleted with their message or workspace', async () => {
    const before = await entries();
    await expect(db().message.deleteMany({ where: { id: messageId } })).rejects.toThrow(/foreign key/i);
    await expect(db().workspace.delete({ where: { id: workspaceId } })).rejects.toThrow(/foreign key/i);
    expect(await entries()).toEqual(before);
  });
});

describe('key_refusals', () => {
  it('can be deleted when they are old, but not changed', async () => {
    const { apiKeyId } = await db().message.findFirstOrThrow({ where: { id: messageId } });
    const refusal = { id: 'ref_1', apiKeyId, at: new Date(), code: 'FORBIDDEN', requestId: 'req_1' };
    await db().keyRefusal.create({ data: refusal });
    await expect(db().$executeRaw`UPDATE key_refusals SET code = 'NOT_FOUND'`).rejects.toThrow(/append-only/);
    await expect(db().$executeRaw`TRUNCATE key_refusals`).rejects.toThrow(/append-only/);
    expect((await db().keyRefusal.deleteMany({ where: { id: 'ref_1' } })).count).toBe(1);
  });
});
