import { expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { readApiKey } from '@/lib/domain/api-keys/read';
import { annotateKey } from '@/lib/domain/key-settings/annotate';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { codeOf } from '@/lib/testing/factories/results';

const EMPTY = { owner: '', tags: [], note: '' };

it('sets owner, tags and note, and records the old and the new ones', async () => {
  const owner = await makeMember();
  const { key } = await makeKey(owner);
  const input = { keyId: key.id, owner: ' Payments ', tags: ['EU', 'b:2', 'eu'], note: 'In the vault' };
  const to = { owner: 'Payments', tags: ['b:2', 'eu'], note: 'In the vault' };
  expect(granted(await annotateKey(owner, { ...input, from: EMPTY }))).toMatchObject(to);
  expect(granted(await readApiKey(owner, { keyId: key.id }))).toMatchObject(to);
  const events = await db().auditEvent.findMany({ where: { action: 'api_key.annotate', targetId: key.id } });
  expect(events).toMatchObject([{ actorId: owner.userId, detail: { from: EMPTY, to } }]);
});

it('refuses to overwrite what somebody else has written since', async () => {
  const owner = await makeMember();
  const { key } = await makeKey(owner);
  granted(await annotateKey(owner, { ...EMPTY, keyId: key.id, owner: 'Payments' }));
  expect(codeOf(await annotateKey(owner, { ...EMPTY, keyId: key.id, from: EMPTY }))).toBe('CONFLICT');
  expect(granted(await readApiKey(owner, { keyId: key.id })).owner).toBe('Payments');
});

it.each([
  [{ tags: ['two words'] }, 'tags.0'],
  [{ tags: ['-'] }, 'tags.0'],
  [{ tags: Array.from({ length: 11 }, (_, n) => `t${n}`) }, 'tags'],
  [{ owner: 'x'.repeat(65) }, 'owner'],
  [{ note: 'x'.repeat(501) }, 'note'],
])('refuses %j', async (change, field) => {
  const owner = await makeMember();
  const { key } = await makeKey(owner);
  expect(await annotateKey(owner, { ...EMPTY, keyId: key.id, ...change })).toMatchObject({
    refusal: { code: 'INVALID_REQUEST', fields: { [field]: expect.any(String) } },
  });
});

it('finds no key of another workspace, and lets nobody change a live key who may not', async () => {
  const owner = await makeMember();
  const { key } = await makeKey(owner, { environment: 'live' });
  const input = { ...EMPTY, keyId: key.id };
  expect(codeOf(await annotateKey(await makeMember(), input))).toBe('NOT_FOUND');
  for (const role of ['developer', 'viewer'] as const) {
    const member = await makeMember(role, { workspaceId: owner.workspaceId });
    expect(codeOf(await annotateKey(member, input))).toBe('FORBIDDEN');
  }
});
