import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { SYSTEM } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';

describe('audit_events', () => {
  beforeEach(() =>
    db().$transaction((tx) => recordAudit(tx, SYSTEM, { action: 'user.sign_in', targetId: 'usr_1' })),
  );

  it.each([
    ['an update', `UPDATE audit_events SET action = 'nothing'`],
    ['an update of no row', `UPDATE audit_events SET action = 'nothing' WHERE false`],
    ['a deletion', 'DELETE FROM audit_events'],
    ['a truncation', 'TRUNCATE audit_events'],
  ])('refuse %s', async (_, sql) => {
    const before = await db().auditEvent.count();
    await expect(db().$executeRawUnsafe(sql)).rejects.toThrow(/append-only/);
    expect(await db().auditEvent.findMany({ where: { action: 'user.sign_in' } })).toHaveLength(before);
  });

  it('are rolled back with their transaction', async () => {
    const before = await db().auditEvent.count();
    const failing = db().$transaction(async (tx) => {
      await recordAudit(tx, SYSTEM, { action: 'user.sign_out' });
      throw new Error('later');
    });
    await expect(failing).rejects.toThrow('later');
    expect(await db().auditEvent.count()).toBe(before);
  });
});
