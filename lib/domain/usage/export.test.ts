import { expect, it } from 'vitest';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { sendMessages } from '@/lib/domain/messages/send';
import { exportUsage } from '@/lib/domain/usage/export';
import { CURRENCY_UNIT } from '@/lib/domain/wallet/money';
import { granted } from '@/lib/testing/factories/api-keys';
import { makeCaller } from '@/lib/testing/factories/callers';
import { makeMember } from '@/lib/testing/factories/members';
import { sent } from '@/lib/testing/factories/messages';
import { codeOf } from '@/lib/testing/factories/results';
import { makeCalls } from '@/lib/testing/factories/usage';

async function linesOf(actor: Actor, input: object): Promise<string[]> {
  let text = '';
  for await (const chunk of granted(await exportUsage(actor, input))) text += chunk;
  return text.split('\r\n').slice(1, -1);
}

it('writes the days that match, newest first', async () => {
  const { owner, actor } = await makeCaller({ money: 10n * CURRENCY_UNIT });
  await makeCalls(actor.keyId, [
    { calls: 5 },
    { status: 422, calls: 2 },
    { daysAgo: 1, operation: 'balance.read', calls: 7 },
    { daysAgo: 7, calls: 9 },
  ]);
  sent(await sendMessages(actor, { to: ['+31612345678', '+31612345679'], text: 'One' }));
  const today = now().toISOString().slice(0, 10);
  const calls = await linesOf(owner, { what: 'calls', days: 7 });
  expect(calls).toHaveLength(2);
  expect(calls[0]).toMatch(new RegExp(`^${today},${actor.keyId},.*,sandbox,account.read,5,2,0$`));
  expect(calls[1]).toMatch(/,sandbox,balance.read,7,0,0$/);
  const messages = await linesOf(owner, { what: 'messages', days: 7 });
  expect(messages).toEqual([expect.stringMatching(`^${today},${actor.keyId},.*,NL,2,2,0,0,0,0.1600,EUR$`)]);
  expect(await linesOf(owner, { what: 'messages', country: 'BE' })).toEqual([]);
  expect(await linesOf(owner, { what: 'calls', operation: 'balance.read' })).toHaveLength(1);
  expect(await linesOf(await makeMember(), { what: 'calls', keyId: actor.keyId })).toEqual([]);
});

it('is audited, and refused to viewers', async () => {
  const owner = await makeMember();
  await linesOf(owner, { what: 'messages', country: 'NL' });
  const { workspaceId } = owner;
  expect(await db().auditEvent.findMany({ where: { workspaceId, action: 'usage.export' } })).toMatchObject([
    { detail: { what: 'messages', filter: { days: 30, country: 'NL' } } },
  ]);
  const viewer = await makeMember('viewer', { workspaceId });
  expect(codeOf(await exportUsage(viewer, { what: 'calls' }))).toBe('FORBIDDEN');
  expect(codeOf(await exportUsage(owner, { what: 'money' }))).toBe('INVALID_REQUEST');
});
