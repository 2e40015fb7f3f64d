import { expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { exportApiKeys } from '@/lib/domain/api-keys/export';
import { annotateKey } from '@/lib/domain/key-settings/annotate';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { codeOf } from '@/lib/testing/factories/results';

async function read(actor: Actor, input: object): Promise<string> {
  let text = '';
  for await (const chunk of granted(await exportApiKeys(actor, input, keydesk.routes))) text += chunk;
  return text;
}

const linesOf = (text: string) => text.split('\r\n').slice(1, -1);

it('writes the keys that match, in their order, without secrets and formulas', async () => {
  const owner = await makeMember();
  const first = await makeKey(owner, { label: '=SUM(1,2)', requireSignatures: true });
  await makeKey(owner, { label: 'Second', scopes: ['messages.send', 'messages.read'] });
  await makeKey(owner, { label: 'Live', environment: 'live' });
  await makeKey(await makeMember(), { label: 'Foreign' });
  granted(await annotateKey(owner, { keyId: first.key.id, owner: 'Payments', tags: ['a', 'b'], note: '+1' }));
  const text = await read(owner, { environment: 'sandbox', sort: 'label' });
  const [line, ...others] = linesOf(text);
  expect(line).toContain(`${first.key.id},,"'=SUM(1,2)",Payments,a b,`);
  expect(line).toContain(',required,');
  expect(others).toHaveLength(1);
  expect(others[0]).toContain(',messages.send messages.read,');
  expect(text).not.toContain(first.secret);
  expect(text).not.toContain(first.secret.slice(12, 30));
  expect(text).not.toContain(first.signingSecret);
});

it('writes more keys than it reads at once, each once', async () => {
  const owner = await makeMember();
  const { key } = await makeKey(owner);
  await db().$executeRaw`
    INSERT INTO api_keys (id, workspace_id, environment, label, scopes, creation_token, created_by_id, rate_limit, created_at)
    SELECT 'key_' || n, workspace_id, environment, label, scopes, n, created_by_id, rate_limit, created_at
    FROM api_keys, generate_series(1000, 2000) AS n WHERE id = ${key.id}`;
  const ids = linesOf(await read(owner, { sort: 'label' })).map((line) => line.split(',')[0]);
  expect(ids).toHaveLength(1002);
  expect(new Set(ids).size).toBe(1002);
});

it('is audited, and refused to viewers', async () => {
  const owner = await makeMember();
  await read(owner, { filter: 'all', tag: 'eu' });
  expect(
    await db().auditEvent.findMany({ where: { workspaceId: owner.workspaceId, action: 'api_key.export' } }),
  ).toMatchObject([{ actorId: owner.userId, detail: { filter: { filter: 'all', tag: 'eu' } } }]);
  const viewer = await makeMember('viewer', { workspaceId: owner.workspaceId });
  expect(codeOf(await exportApiKeys(viewer, {}, keydesk.routes))).toBe('FORBIDDEN');
});
