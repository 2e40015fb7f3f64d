import { describe, expect, it } from 'vitest';
import { DAY, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { SYSTEM } from '@/lib/domain/actor';
import { listApiKeys } from '@/lib/domain/api-keys/list';
import { revokeApiKey } from '@/lib/domain/api-keys/revoke';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';

describe('listApiKeys', () => {
  it('shows the newest first, and never a secret or its hash', async () => {
    const actor = await makeMember();
    const first = await makeKey(actor, { label: 'First' });
    setClockOffset(1_000);
    await makeKey(actor, { label: 'Second' });
    const page = granted(await listApiKeys(actor, {}));

    expect(page.keys.map((key) => key.label)).toEqual(['Second', 'First']);
    expect(page).toMatchObject({ total: 2, hasKeys: true, nextCursor: null });
    const text = JSON.stringify(page);
    expect(text).not.toContain(first.secret);
    expect(text).not.toMatch(/"\w*hash\w*":/i);
  });

  it('shows revoked keys only with their filter', async () => {
    const actor = await makeMember();
    const { key } = await makeKey(actor, { label: 'Old' });
    await makeKey(actor, { label: 'New' });
    granted(await revokeApiKey(actor, { keyId: key.id }));
    const labels = async (filter: string) =>
      granted(await listApiKeys(actor, { filter }))
        .keys.map((found) => found.label)
        .sort();

    expect(await labels('current')).toEqual(['New']);
    expect(await labels('revoked')).toEqual(['Old']);
    expect(await labels('all')).toEqual(['New', 'Old']);
    expect(granted(await listApiKeys(actor, { filter: 'revoked' })).keys).toMatchObject([
      { status: 'revoked', revokedBy: 'Test owner' },
    ]);
  });

  it('searches by part of the label or by the whole key id', async () => {
    const actor = await makeMember();
    const { key } = await makeKey(actor, { label: '100%_sure' });
    await makeKey(actor, { label: 'All is sure' });
    const found = async (search: string) =>
      granted(await listApiKeys(actor, { search })).keys.map((match) => match.label);

    expect(await found('%_S')).toEqual(['100%_sure']);
    expect(await found(key.id)).toEqual(['100%_sure']);
    expect(await found('nothing like it')).toEqual([]);
    expect(granted(await listApiKeys(actor, { search: 'nothing like it' }))).toMatchObject({
      total: 0,
      hasKeys: true,
    });
  });

  it('finds a label in any Unicode form', async () => {
    const actor = await makeMember();
    await makeKey(actor, { label: 'Cafe\u0301 می\u200cخواهم' });
    const found = async (search: string) => granted(await listApiKeys(actor, { search })).keys;

    for (const search of ['café', 'cafe\u0301', 'CAFE\u0301', 'می\u200cخواهم']) {
      expect(await found(search)).toMatchObject([{ label: 'Café می\u200cخواهم' }]);
    }
  });

  it('returns each key once on all pages together, also with equal times', async () => {
    const actor = await makeMember();
    const { key } = await makeKey(actor);
    const { createdAt } = await db().apiKey.findUniqueOrThrow({ where: { id: key.id } });
    for (let made = 1; made < 60; made++) await makeKey(actor);
    await db().apiKey.updateMany({ where: { workspaceId: actor.workspaceId }, data: { createdAt } });

    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = granted(await listApiKeys(actor, { cursor }));
      seen.push(...page.keys.map((found) => found.id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toHaveLength(60);
    expect(new Set(seen).size).toBe(60);
  });

  it('shows which keys are expired or disabled', async () => {
    const actor = await makeMember();
    const { key: ends } = await makeKey(actor, { label: 'Ends' });
    const { key: off } = await makeKey(actor, { label: 'Off' });
    await db().apiKey.update({ where: { id: ends.id }, data: { expiresAt: new Date(Date.now() + DAY) } });
    await db().apiKey.update({ where: { id: off.id }, data: { disabledAt: new Date() } });
    const states = async () =>
      Object.fromEntries(granted(await listApiKeys(actor, {})).keys.map((key) => [key.label, key.status]));

    expect(await states()).toEqual({ Ends: 'active', Off: 'disabled' });
    setClockOffset(2 * DAY);
    expect(await states()).toEqual({ Ends: 'expired', Off: 'disabled' });
  });

  it('shows a viewer the keys of the workspace, and of no other workspace', async () => {
    const owner = await makeMember();
    await makeKey(owner);
    const viewer = await makeMember('viewer', { workspaceId: owner.workspaceId });
    expect(granted(await listApiKeys(viewer, {})).total).toBe(1);
    expect(granted(await listApiKeys(await makeMember(), { filter: 'all' }))).toMatchObject({
      total: 0,
      hasKeys: false,
    });
    expect(await listApiKeys(SYSTEM, {})).toMatchObject({ refusal: { code: 'FORBIDDEN' } });
  });

  it.each([
    { cursor: 'nonsense' },
    { filter: 'deleted' },
    { search: 'x'.repeat(101) },
    { workspaceId: 'ws_1' },
  ])('refuses %o', async (input) => {
    expect(await listApiKeys(await makeMember(), input)).toMatchObject({
      refusal: { code: 'INVALID_REQUEST' },
    });
  });
});
