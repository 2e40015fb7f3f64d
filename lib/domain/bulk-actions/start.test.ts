import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { disableApiKey } from '@/lib/domain/api-keys/disable';
import { continueBulkAction } from '@/lib/domain/bulk-actions/continue';
import { endBulkAction } from '@/lib/domain/bulk-actions/end';
import { findOpenBulkAction } from '@/lib/domain/bulk-actions/find-open';
import { previewBulkAction } from '@/lib/domain/bulk-actions/preview';
import { readBulkAction } from '@/lib/domain/bulk-actions/read';
import { startBulkAction } from '@/lib/domain/bulk-actions/start';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { EVERYTHING, finishBulk, picked, startBulk } from '@/lib/testing/factories/bulk-actions';
import { makeManyKeys } from '@/lib/testing/factories/many-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { makeCalls } from '@/lib/testing/factories/usage';

const stored = (id: string) => db().apiKey.findUniqueOrThrow({ where: { id } });

it('startBulkAction asks to type what happens if live calls would stop, and checks it', async () => {
  const owner = await makeMember();
  const { key } = await makeKey(owner, { environment: 'live' });
  await makeCalls(key.id, [{ calls: 1, address: '203.0.113.7' }]);
  const selection = picked(key.id);
  for (const [asked, phrase] of [
    [{ kind: 'disable' }, 'disable 1 key'],
    [{ kind: 'revoke' }, 'revoke 1 key'],
    [{ kind: 'setExpiry', expiry: '30d' }, 'expire 1 key'],
    [{ kind: 'addNetwork', entry: { network: '192.0.2.1' } }, 'restrict 1 key'],
  ] as const) {
    for (const confirmation of [undefined, 'yes']) {
      expect(await startBulk(owner, { ...asked, selection }, { confirmation })).toMatchObject({
        refusal: { code: 'INVALID_REQUEST', fields: { confirmation: expect.stringContaining(phrase) } },
      });
    }
  }
  const harmless = { kind: 'addNetwork', entry: { network: '203.0.113.0/24' }, selection };
  expect(granted(await previewBulkAction(owner, harmless)).confirmation).toBeNull();
  granted(await startBulk(owner, harmless));
  expect(await db().bulkAction.count({ where: { workspaceId: owner.workspaceId } })).toBe(1);
});

describe('startBulkAction refuses', () => {
  it('keys of another workspace, and finds the own ones', async () => {
    const [owner, stranger] = [await makeMember(), await makeMember()];
    const { key: foreign } = await makeKey(stranger);
    const { key } = await makeKey(owner);
    const unknown = { refusal: { code: 'NOT_FOUND' } };
    const asked = { kind: 'revoke', selection: picked(key.id, foreign.id) };
    expect(await previewBulkAction(owner, asked)).toMatchObject(unknown);
    const confirmed = { ...asked, asOf: now().toISOString(), fingerprint: '', token: randomUUID() };
    expect(await startBulkAction(owner, confirmed)).toMatchObject(unknown);
    const own = granted(await startBulk(owner, { kind: 'revoke', selection: EVERYTHING }));
    expect(own.keys).toBe(1);
    for (const verb of [continueBulkAction, endBulkAction, readBulkAction]) {
      expect(await verb(stranger, { bulkActionId: own.id })).toMatchObject(unknown);
    }
    expect(granted(await findOpenBulkAction(stranger))).toBeNull();
    expect((await stored(key.id)).revokedAt).toBeNull();
    expect((await stored(foreign.id)).revokedAt).toBeNull();
    await finishBulk(owner, own);
    expect((await stored(key.id)).revokedAt).not.toBeNull();
  });

  it('if other keys match than those whose impact was shown', async () => {
    const owner = await makeMember();
    const [first = ''] = await makeManyKeys(owner, 3);
    const asked = { kind: 'disable', selection: { filter: { filter: 'active' } } };
    const { asOf, fingerprint } = granted(await previewBulkAction(owner, asked));
    granted(await disableApiKey(owner, { keyId: first }));
    const confirmed = { ...asked, asOf, fingerprint, token: randomUUID() };
    expect(await startBulkAction(owner, confirmed)).toMatchObject({ refusal: { code: 'CONFLICT' } });
    expect(await db().bulkAction.count({ where: { workspaceId: owner.workspaceId } })).toBe(0);
  });

  it('if none of the keys would change, or no key matches', async () => {
    const owner = await makeMember();
    await makeManyKeys(owner, 2, { revokedAt: now() });
    const selection = { filter: { filter: 'all' } };
    const conflict = { refusal: { code: 'CONFLICT' } };
    expect(await startBulk(owner, { kind: 'revoke', selection })).toMatchObject(conflict);
    const none = { kind: 'revoke', selection: { filter: { search: 'nothing' } } };
    expect(await previewBulkAction(owner, none)).toMatchObject(conflict);
  });

  it.each([
    [{ kind: 'setExpiry', expiry: new Date(0) }, 'expiry'],
    [{ kind: 'addNetwork' }, 'entry.network'],
    [{ kind: 'addNetwork', entry: { network: '0.0.0.0/0' } }, 'entry.network'],
    [{ kind: 'rename' }, 'kind'],
  ])('%j', async (asked, field) => {
    const owner = await makeMember();
    const [id = ''] = await makeManyKeys(owner, 1);
    expect(await previewBulkAction(owner, { ...asked, selection: picked(id) })).toMatchObject({
      refusal: { code: 'INVALID_REQUEST', fields: { [field]: expect.any(String) } },
    });
  });
});
