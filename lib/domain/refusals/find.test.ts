import { expect, it } from 'vitest';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { findRefusal } from '@/lib/domain/refusals/find';
import { newId } from '@/lib/ids';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';

it('finds a rejected call of the workspace by its request id', async () => {
  const owner = await makeMember();
  const { key } = await makeKey(owner);
  const requestId = newId('req');
  await db().keyRefusal.create({
    data: { id: newId('ref'), apiKeyId: key.id, at: now(), code: 'FORBIDDEN', requestId },
  });
  const viewer = await makeMember('viewer', { workspaceId: owner.workspaceId });
  expect(granted(await findRefusal(viewer, { requestId }))).toEqual({
    code: 'FORBIDDEN',
    groupId: null,
    key: { id: key.id, label: key.label },
  });
  const notFound = { refusal: { code: 'NOT_FOUND' } };
  expect(await findRefusal(owner, { requestId: newId('req') })).toMatchObject(notFound);
  expect(await findRefusal(await makeMember(), { requestId })).toMatchObject(notFound);
});
