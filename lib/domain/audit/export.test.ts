import { expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { type Actor, SYSTEM } from '@/lib/domain/actor';
import { exportAuditEvents } from '@/lib/domain/audit/export';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { impersonate, makeImpersonation, makeStaff } from '@/lib/testing/factories/impersonation';
import { makeMember } from '@/lib/testing/factories/members';
import { codeOf } from '@/lib/testing/factories/results';

async function textOf(actor: Actor, input: object): Promise<string> {
  let text = '';
  for await (const chunk of granted(await exportAuditEvents(actor, input)).chunks) text += chunk;
  return text;
}

it('writes CSV without formulas that a spreadsheet would run', async () => {
  const owner = await makeMember();
  await db().user.update({
    where: { id: owner.userId },
    data: { name: '=HYPERLINK("http://evil.example")' },
  });
  const { key } = await makeKey(owner, { label: '@SUM(1,2)' });
  const text = await textOf(owner, { format: 'csv' });
  expect(text.startsWith('\uFEFFtime,actor_kind,actor_id,actor_name,team,')).toBe(true);
  const [, line = '', rest] = text.split('\r\n');
  expect(rest).toBe('');
  const [time, ...cells] = line.split(',');
  expect(new Date(time ?? '').getTime()).toBeGreaterThan(0);
  expect(cells.slice(0, 3)).toEqual(['member', owner.userId, `"'=HYPERLINK(""http://evil.example"")"`]);
  expect(line).toContain(`,${key.id},"'@SUM(1,2)",192.0.2.1,`);
});

it('writes JSON with all details', async () => {
  const owner = await makeMember();
  const { key } = await makeKey(owner, { label: 'Server' });
  const events: unknown = JSON.parse(await textOf(owner, { format: 'json' }));
  expect(events).toMatchObject([
    {
      at: expect.stringMatching(/^\d{4}-.*Z$/),
      actor: { kind: 'member', id: owner.userId, name: 'Test owner' },
      action: 'api_key.create',
      sentence: 'created the key “Server” (sandbox)',
      target: { id: key.id, name: 'Server' },
      address: '192.0.2.1',
      detail: { label: 'Server', scopes: ['messages.send'] },
    },
  ]);
  expect(JSON.parse(await textOf(owner, { format: 'json', what: 'wallet' }))).toEqual([]);
});

it('writes each event that matches the filter once, and none that is recorded meanwhile', async () => {
  const owner = await makeMember();
  await db().$executeRaw`
    INSERT INTO audit_events (workspace_id, actor_kind, action, target_id)
    SELECT ${owner.workspaceId}, 'system', 'wallet.credit', 'n' || n FROM generate_series(1, 1250) AS n`;
  const { chunks } = granted(await exportAuditEvents(owner, { format: 'json', what: 'wallet' }));
  let text = '';
  for await (const chunk of chunks) {
    text += chunk;
    await db().auditEvent.create({
      data: {
        workspaceId: owner.workspaceId,
        actorKind: 'system',
        action: 'wallet.credit',
        targetId: 'later',
      },
    });
  }
  const events: Array<{ target: { id: string } }> = JSON.parse(text);
  expect(events.map(({ target }) => target.id)).toEqual(
    Array.from({ length: 1250 }, (_, n) => `n${1250 - n}`),
  );
});

it('is audited', async () => {
  const owner = await makeMember();
  await textOf(owner, { format: 'csv', who: 'support' });
  expect(await db().auditEvent.findMany({ where: { workspaceId: owner.workspaceId } })).toMatchObject([
    { action: 'audit.export', actorId: owner.userId, detail: { format: 'csv', filter: { who: 'support' } } },
  ]);
});

it('is for owners, admins and developers of the workspace, and never for support', async () => {
  const [owner, agent] = [await makeMember(), await makeStaff()];
  const { workspaceId } = owner;
  await makeKey(owner);
  const csv = { format: 'csv' };
  expect(await textOf(await makeMember(), { format: 'json', what: 'all' })).toBe('[\n\n]\n');
  expect(codeOf(await exportAuditEvents(await makeMember('viewer', { workspaceId }), csv))).toBe('FORBIDDEN');
  for (const actor of [agent, SYSTEM]) expect(codeOf(await exportAuditEvents(actor, csv))).toBe('FORBIDDEN');
  const impersonation = await makeImpersonation(agent, owner);
  expect(codeOf(await exportAuditEvents(impersonate(owner, impersonation, 'act'), csv))).toBe(
    'NOT_FOR_SUPPORT',
  );
  expect(codeOf(await exportAuditEvents(owner, { format: 'xml' }))).toBe('INVALID_REQUEST');
  expect(codeOf(await exportAuditEvents(owner, { ...csv, workspaceId }))).toBe('INVALID_REQUEST');
});
