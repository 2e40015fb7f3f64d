import { expect, it } from 'vitest';
import { HOUR, now } from '@/lib/clock';
import { listRefusals } from '@/lib/domain/refusals/list';
import { listRefusedCalls } from '@/lib/domain/refusals/list-calls';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { makeRefusals } from '@/lib/testing/factories/refusals';

async function makeGroup() {
  const owner = await makeMember();
  const { key } = await makeKey(owner);
  const keyId = key.id;
  const newest = now().getTime() - HOUR;
  const at = (n: number) => new Date(newest - n);
  await makeRefusals([
    ...Array.from({ length: 30 }, (_, n) => ({ keyId, at: at(n), fields: { to: 'Not a number.' } })),
    { keyId, code: 'RATE_LIMITED' },
  ]);
  const { groups } = granted(await listRefusals(owner, { keyId, code: 'FORBIDDEN' }));
  return { owner, keyId, groupId: groups[0]?.id ?? '' };
}

it('lists the calls of a group, newest first, with what finds the program', async () => {
  const { owner, keyId, groupId } = await makeGroup();
  const first = granted(await listRefusedCalls(owner, { keyId, groupId }));
  expect(first.group).toMatchObject({ id: groupId, code: 'FORBIDDEN', calls: 30 });
  expect(first.calls[0]).toMatchObject({
    ...{ method: 'POST', path: '/api/v1/messages', status: 403, client: 'billing/2.1' },
    fields: { to: 'Not a number.' },
  });
  const second = granted(
    await listRefusedCalls(owner, { keyId, groupId, cursor: first.nextCursor ?? undefined }),
  );
  expect(second.nextCursor).toBeNull();
  const times = [...first.calls, ...second.calls].map(({ at }) => at.getTime());
  expect(times).toHaveLength(30);
  expect(times).toEqual([...times].sort((a, b) => b - a));
});

it('finds a group only for its key, in every role of its workspace', async () => {
  const { owner, keyId, groupId } = await makeGroup();
  const notFound = { refusal: { code: 'NOT_FOUND' } };
  for (const role of ['admin', 'developer', 'viewer'] as const) {
    const member = await makeMember(role, { workspaceId: owner.workspaceId });
    granted(await listRefusedCalls(member, { keyId, groupId }));
  }
  expect(await listRefusedCalls(await makeMember(), { keyId, groupId })).toMatchObject(notFound);
  const { key: other } = await makeKey(owner);
  expect(await listRefusedCalls(owner, { keyId: other.id, groupId })).toMatchObject(notFound);
  const stranger = await makeMember();
  const { key: foreign } = await makeKey(stranger);
  expect(await listRefusedCalls(stranger, { keyId: foreign.id, groupId })).toMatchObject(notFound);
});
