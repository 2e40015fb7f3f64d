import { describe, expect, it } from 'vitest';
import { DAY, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { MemberActor } from '@/lib/domain/actor';
import { FINDINGS, type KeyFinding, withFinding } from '@/lib/domain/api-keys/health';
import { listApiKeys } from '@/lib/domain/api-keys/list';
import { countKeyHealth } from '@/lib/domain/key-health/count';
import { changeScopes } from '@/lib/domain/key-settings/change-scopes';
import { rehearseKeyScopes } from '@/lib/domain/key-settings/rehearse-scopes';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { scopedOperations } from '@/lib/profiles/scoped-operations';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { setLastUse } from '@/lib/testing/factories/last-uses';
import { makeMember } from '@/lib/testing/factories/members';
import { makeCalls } from '@/lib/testing/factories/usage';

const OPERATIONS = scopedOperations(keydesk);
const daysAgo = (days: number) => new Date(now().getTime() - days * DAY);

/** A key as it is after the changes, whose calls were so many days ago. */
async function keep(
  actor: MemberActor,
  label: string,
  data: Prisma.ApiKeyUncheckedUpdateInput = {},
  calls: readonly { operation: string; daysAgo: number; status?: number }[] = [],
) {
  const { key } = await makeKey(actor, { label });
  await db().apiKey.update({ where: { id: key.id }, data });
  await makeCalls(
    key.id,
    calls.map((call) => ({ ...call, calls: 1 })),
  );
  return key;
}

async function labelsOf(
  actor: MemberActor,
  finding: KeyFinding,
  filter: { filter: string; search?: string },
) {
  const input = { ...withFinding(filter, finding), sort: 'label' };
  return granted(await listApiKeys(actor, input, OPERATIONS)).keys.map(({ label }) => label);
}

/** Keys of every kind, and one of another workspace. */
async function makeKeys() {
  const actor = await makeMember();
  const old = { createdAt: daysAgo(100), scopes: ['messages.send', 'messages.read'] };
  const send = { operation: 'messages.send', daysAgo: 1 };
  const read = { operation: 'messages.list', daysAgo: 59 };
  await keep(actor, 'busy', { ...old, expiresAt: daysAgo(-40), spendPerDay: 1n }, [send, read]);
  await keep(actor, 'edge', { ...old, scopes: ['messages.send'] }, [{ ...send, daysAgo: 60 }]);
  await keep(actor, 'everything', { ...old, scopes: ['*'] }, [send]);
  await keep(actor, 'half', { ...old, countries: ['NL'] }, [send, { ...read, daysAgo: 61 }]);
  await keep(actor, 'new', { expiresAt: daysAgo(-29) });
  await keep(actor, 'rejected', old, [{ ...send, status: 403 }]);
  await keep(actor, 'revoked', { ...old, revokedAt: now() });
  await keep(actor, 'unused', old);
  await keep(actor, 'unknown scope', { ...old, scopes: ['messages.send', 'gone'] }, [send]);
  const idle = await keep(actor, 'idle', old, [{ ...send, daysAgo: 92 }]);
  await setLastUse(idle.id, { at: daysAgo(92) });
  // Its call is known by its last use alone.
  const seldom = await keep(actor, 'seldom', { ...old, countries: ['NL'] });
  await setLastUse(seldom.id, { at: daysAgo(89) });
  await keep(await makeMember(), 'foreign', old);
  return actor;
}

describe('countKeyHealth', () => {
  it('finds what each finding says, and counts what the list then shows', async () => {
    const actor = await makeKeys();
    const found: Record<KeyFinding, string[]> = {
      neverExpires: ['edge', 'everything', 'half', 'idle', 'rejected', 'seldom', 'unknown scope', 'unused'],
      expiresSoon: ['new'],
      fullAccess: ['everything'],
      unusedScopes: ['half', 'idle', 'rejected', 'seldom', 'unknown scope', 'unused'],
      unlimited: ['edge', 'everything', 'idle', 'new', 'rejected', 'unknown scope', 'unused'],
      idle: ['idle'],
      safeToRevoke: ['idle', 'unused'],
    };
    for (const filter of [
      { filter: 'current' },
      { filter: 'all' },
      { filter: 'active' },
      { filter: 'all', search: 'un' },
    ]) {
      const counted = granted(await countKeyHealth(actor, filter, OPERATIONS));
      for (const finding of FINDINGS) {
        const labels = found[finding].filter((label) => label.includes(filter.search ?? ''));
        expect(await labelsOf(actor, finding, filter)).toEqual(labels);
        expect(counted[finding]).toBe(labels.length);
      }
    }
  });

  it('counts without the filters of another finding', async () => {
    const actor = await makeKeys();
    const count = async (filter: object) => granted(await countKeyHealth(actor, filter, OPERATIONS));
    expect(await count({ health: 'unused-scopes', expires: 'never', scope: '*' })).toEqual(await count({}));
  });

  it('says of unused scopes what the form of the scopes says', async () => {
    const actor = await makeKeys();
    const parent = await keep(actor, 'parent', {
      createdAt: daysAgo(100),
      scopes: ['gone', 'messages.send'],
    });
    await keep(actor, 'child', { createdByKeyId: parent.id, scopes: ['gone', 'messages.send'] });
    const all = await keep(actor, 'all', { createdAt: daysAgo(100), scopes: ['*', 'gone'] });
    await keep(actor, 'child of all', { createdByKeyId: all.id, scopes: ['gone'] });
    const widened = await keep(actor, 'widened', { createdAt: daysAgo(100), scopes: ['messages.send'] });
    for (const scopes of [['*'], ['messages.read']])
      granted(await changeScopes(actor, { keyId: widened.id, scopes }, keydesk.keys, OPERATIONS));
    const unused = await labelsOf(actor, 'unusedScopes', { filter: 'current' });
    for (const { id, label } of granted(await listApiKeys(actor, {})).keys) {
      const rehearsed = granted(await rehearseKeyScopes(actor, { keyId: id, scopes: [] }, OPERATIONS));
      expect([label, rehearsed.unused.length > 0]).toEqual([label, unused.includes(label)]);
    }
    expect(unused).not.toContain('all');
    expect(unused).not.toContain('parent');
    expect(unused).not.toContain('widened');
  });

  it('knows the last day of each operation whatever the order in which calls are counted', async () => {
    const actor = await makeMember();
    const key = await keep(actor, 'busy', {}, [{ operation: 'messages.send', daysAgo: 1 }]);
    await makeCalls(key.id, [
      { operation: 'messages.send', daysAgo: 2, calls: 1 },
      { operation: 'messages.read', daysAgo: 3, calls: 1 },
      { operation: 'messages.read', daysAgo: 0, calls: 1, status: 500 },
    ]);
    const day = (days: number) => daysAgo(days).toISOString().slice(0, 10);
    expect(await db().apiKeyCallDays.findUnique({ where: { apiKeyId: key.id } })).toMatchObject({
      calledOn: new Date(day(0)),
      succeeded: { 'messages.send': day(1), 'messages.read': day(3) },
    });
  });

  it.each(['messages', 'voiceCalls', 'lookups'])('finds no key safe whose %s wait', async (kind) => {
    const actor = await makeMember();
    const { id } = await keep(actor, 'waiting', { createdAt: daysAgo(100) });
    const { workspaceId } = actor;
    const common = { workspaceId, apiKeyId: id, environment: 'sandbox' as const, price: 0n };
    if (kind === 'messages') {
      await db().message.create({
        data: { ...common, id: 'msg_w', recipient: '+31600000001', segments: 1, scheduledAt: daysAgo(-1) },
      });
    } else if (kind === 'voiceCalls') {
      await db().voiceCall.create({
        data: { ...common, id: 'vce_w', groupId: 'vcg_w', recipient: '+31600000001', text: 'Hello' },
      });
    } else {
      await db().lookupList.create({
        data: { ...common, id: 'lkl_w', kind: 'hlr', answersAtOnce: false, total: 1, asked: 1 },
      });
    }
    expect(await labelsOf(actor, 'safeToRevoke', { filter: 'current' })).toEqual([]);
    await db().message.updateMany({ where: { workspaceId }, data: { status: 'delivered' } });
    await db().voiceCall.updateMany({ where: { workspaceId }, data: { status: 'completed' } });
    await db().lookupList.updateMany({ where: { workspaceId }, data: { completedAt: now() } });
    expect(await labelsOf(actor, 'safeToRevoke', { filter: 'current' })).toEqual(['waiting']);
  });

  it.each([
    ['created 89 days ago', { createdAt: daysAgo(89) }, []],
    ['called 89 days ago', { createdAt: daysAgo(200) }, [{ operation: 'account.read', daysAgo: 89 }]],
    [
      'refused with 401',
      { createdAt: daysAgo(200) },
      [{ operation: 'account.read', daysAgo: 5, status: 401 }],
    ],
  ])('finds no key safe that was %s', async (_, data, calls) => {
    const actor = await makeMember();
    await keep(actor, 'key', data, calls);
    expect(await labelsOf(actor, 'safeToRevoke', { filter: 'current' })).toEqual([]);
  });
});
