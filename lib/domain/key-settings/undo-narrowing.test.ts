import { beforeEach, expect, it } from 'vitest';
import { DAY, MINUTE, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { MemberActor } from '@/lib/domain/actor';
import { changeScopes } from '@/lib/domain/key-settings/change-scopes';
import { readNarrowing } from '@/lib/domain/key-settings/read-narrowing';
import { undoNarrowing } from '@/lib/domain/key-settings/undo-narrowing';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';

const SCOPES = ['messages.send', 'messages.read', 'balance.read'];

beforeEach(() => () => setClockOffset(0));

async function makeNarrowedKey() {
  const owner = await makeMember();
  const { key } = await makeKey(owner, { environment: 'sandbox', scopes: SCOPES });
  const { id: keyId } = key;
  const change = async (scopes: string[]) =>
    granted(await changeScopes(owner, { keyId, scopes }, keydesk.keys, keydesk.routes));
  const read = async () => granted(await readNarrowing(owner, { keyId }));
  const undo = (narrowingId: string, actor: MemberActor = owner) =>
    undoNarrowing(actor, { keyId, narrowingId }, keydesk.keys);
  await change(['messages.send']);
  const narrowing = await read();
  if (!narrowing) throw new Error('The key was not narrowed.');
  return { owner, keyId, change, read, undo, narrowing };
}

it('gives the scopes back within a day, and audits it', async () => {
  const { owner, keyId, read, undo, narrowing } = await makeNarrowedKey();
  expect(narrowing.by).toEqual({ kind: 'member', name: expect.any(String) });
  expect(narrowing.until.getTime() - narrowing.at.getTime()).toBe(DAY);
  expect(granted(await undo(narrowing.id)).scopes).toEqual(SCOPES);
  expect(await read()).toBeNull();
  const where = { workspaceId: owner.workspaceId, targetId: keyId, action: 'api_key.change_scopes' };
  const [, event] = await db().auditEvent.findMany({ where, orderBy: { id: 'asc' } });
  expect(event?.detail).toEqual({ from: ['messages.send'], to: SCOPES, undoes: narrowing.id });
  expect(await undo(narrowing.id)).toMatchObject({ refusal: { code: 'CONFLICT' } });
});

it('is too late after a day', async () => {
  const { read, undo, narrowing } = await makeNarrowedKey();
  setClockOffset(DAY - MINUTE);
  expect(await read()).toEqual(narrowing);
  setClockOffset(DAY + MINUTE);
  expect(await read()).toBeNull();
  expect(await undo(narrowing.id)).toMatchObject({ refusal: { code: 'CONFLICT' } });
});

it('undoes nothing after the scopes were changed again', async () => {
  const { change, read, undo, narrowing } = await makeNarrowedKey();
  await change(['messages.send', 'messages.read']);
  expect(await read()).toBeNull();
  expect(await undo(narrowing.id)).toMatchObject({ refusal: { code: 'CONFLICT' } });
  await change(['messages.send']);
  const latest = await read();
  expect(latest?.id).not.toBe(narrowing.id);
  expect(await undo(narrowing.id)).toMatchObject({ refusal: { code: 'CONFLICT' } });
  granted(await undo(latest?.id ?? ''));
});

it('undoes no change that added a scope', async () => {
  const { change, read } = await makeNarrowedKey();
  await change(['messages.read']);
  expect(await read()).toBeNull();
});

it.each([
  ['owner', undefined],
  ['admin', undefined],
  ['developer', 'FORBIDDEN'],
  ['viewer', 'FORBIDDEN'],
] as const)('answers to a %s: %s', async (role, code) => {
  const { owner, undo, narrowing } = await makeNarrowedKey();
  const member = await makeMember(role, { workspaceId: owner.workspaceId });
  const undone = await undo(narrowing.id, member);
  expect(undone.ok ? undefined : undone.refusal.code).toBe(code);
});

it('finds no key of another workspace', async () => {
  const { keyId, undo, narrowing } = await makeNarrowedKey();
  const other = await makeMember();
  const notFound = { refusal: { code: 'NOT_FOUND' } };
  expect(await readNarrowing(other, { keyId })).toMatchObject(notFound);
  expect(await undo(narrowing.id, other)).toMatchObject(notFound);
});
