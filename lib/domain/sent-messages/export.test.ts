import { expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { sendMessages } from '@/lib/domain/messages/send';
import { exportSentMessages } from '@/lib/domain/sent-messages/export';
import { granted } from '@/lib/testing/factories/api-keys';
import { makeCaller } from '@/lib/testing/factories/callers';
import { makeMember } from '@/lib/testing/factories/members';
import { sent } from '@/lib/testing/factories/messages';
import { codeOf } from '@/lib/testing/factories/results';

const NL = '+31612345678';

async function linesOf(actor: Actor, input: object): Promise<string[]> {
  let text = '';
  for await (const chunk of granted(await exportSentMessages(actor, input))) text += chunk;
  return text.split('\r\n').slice(1, -1);
}

it('writes the messages that match, without formulas that a spreadsheet would run', async () => {
  const { owner, actor } = await makeCaller({ money: 100_000_000n });
  const [first] = sent(await sendMessages(actor, { to: NL, text: '=SUM(1,2)' }));
  sent(await sendMessages(actor, { to: '+32470123456', text: 'Two' }));
  const [line, ...others] = await linesOf(owner, { environment: 'sandbox', recipient: NL });
  expect(others).toEqual([]);
  expect(line).toContain(`,sandbox,${NL},NL,,"'=SUM(1,2)",1,`);
  expect(line?.startsWith(`${first?.id},`)).toBe(true);
  expect(await linesOf(owner, { environment: 'sandbox' })).toHaveLength(2);
  expect(await linesOf(await makeMember(), { environment: 'sandbox' })).toEqual([]);
});

it('writes more messages than it reads at once, each once', async () => {
  const { owner, actor } = await makeCaller({ money: 100_000_000n });
  const [{ id } = { id: '' }] = sent(await sendMessages(actor, { to: NL, text: 'One' }));
  await db().$executeRaw`
    INSERT INTO messages (id, workspace_id, environment, api_key_id, recipient, text, segments, price, created_at)
    SELECT 'msg_' || n, workspace_id, environment, api_key_id, recipient, text, segments, price, created_at
    FROM messages, generate_series(1000, 2000) AS n WHERE id = ${id}`;
  const lines = await linesOf(owner, { environment: 'sandbox' });
  expect(lines).toHaveLength(1002);
  expect(new Set(lines).size).toBe(1002);
});

it('is audited without the recipient, and refused to viewers', async () => {
  const { owner } = await makeCaller();
  await linesOf(owner, { recipient: NL });
  const events = await db().auditEvent.findMany({
    where: { workspaceId: owner.workspaceId, action: 'messages.export' },
  });
  expect(events).toMatchObject([{ detail: { oneRecipient: true, filter: { environment: 'live' } } }]);
  expect(JSON.stringify(events.map(({ detail }) => detail))).not.toContain(NL);
  const viewer = await makeMember('viewer', { workspaceId: owner.workspaceId });
  expect(codeOf(await exportSentMessages(viewer, {}))).toBe('FORBIDDEN');
});
