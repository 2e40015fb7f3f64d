import { beforeAll, describe, expect, it } from 'vitest';
import { MINUTE, now, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { StaffActor } from '@/lib/domain/actor';
import { revokeApiKey } from '@/lib/domain/api-keys/revoke';
import { rotateApiKey } from '@/lib/domain/key-rotation/rotate';
import { generateSecret } from '@/lib/domain/key-secrets/secret';
import { searchCustomers } from '@/lib/domain/support/search';
import { startSearch } from '@/lib/domain/support/start-search';
import { newRequestId } from '@/lib/gateway/request-id';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { impersonate, makeImpersonation, makeStaff } from '@/lib/testing/factories/impersonation';
import { makeMember } from '@/lib/testing/factories/members';
import { makeRefusals } from '@/lib/testing/factories/refusals';

const policy = keydesk.keys;
let agent: StaffActor;

beforeAll(async () => {
  agent = await makeStaff();
});

async function makeNamed(name: string) {
  const owner = await makeMember();
  await db().workspace.update({ where: { id: owner.workspaceId }, data: { name } });
  return owner;
}

const search = async (text: string) => granted(await searchCustomers(agent, { text }, policy));
const namesFound = async (text: string) => (await search(text)).hits.map(({ workspace }) => workspace.name);

describe('searchCustomers', () => {
  it('finds workspaces by the starts of words in their names, an exact match first', async () => {
    await makeNamed("Aardvark O'Brien & Sons");
    await makeNamed('A Aardvark');
    await makeNamed('Aardvark');
    expect(await namesFound('aardv')).toEqual(["Aardvark O'Brien & Sons", 'Aardvark', 'A Aardvark'].sort());
    expect((await namesFound('AARDVARK'))[0]).toBe('Aardvark');
    expect(await namesFound("sons o'bri aard")).toEqual(["Aardvark O'Brien & Sons"]);
    expect(await namesFound('ardvark')).toEqual([]);
  });

  it('finds a name in any Unicode form', async () => {
    await makeNamed('Café 한국 می\u200cخواهم');
    for (const text of ['café', 'Cafe\u0301', '\u1112\u1161\u11ab\u1100\u116e\u11a8', 'می\u200cخوا']) {
      expect(await namesFound(text)).toEqual(['Café 한국 می\u200cخواهم']);
    }
  });

  it.each(["' | 'x", '&&', "\\'", '% _', "x':* | 'aardvark"])(
    'treats %j as words, not as syntax',
    async (text) => {
      expect((await search(text)).hits).toEqual([]);
    },
  );

  it('finds a workspace by its id', async () => {
    const owner = await makeNamed('Badger');
    expect(await search(owner.workspaceId)).toEqual({
      hits: [
        {
          workspace: { id: owner.workspaceId, name: 'Badger', suspendedAt: null, closedAt: null },
          member: null,
          key: null,
          refusal: null,
        },
      ],
      more: false,
      isRequestId: false,
    });
    expect((await search(`${owner.workspaceId.slice(0, -1)}`)).hits).toEqual([]);
  });

  it('finds members by the start of their address, in each of their workspaces, but not by a wildcard', async () => {
    const owner = await makeNamed('Civet');
    const other = await makeNamed('Dingo');
    await db().user.update({ where: { id: owner.userId }, data: { email: 'ci_vet@animals.example' } });
    await db().membership.create({
      data: { workspaceId: other.workspaceId, userId: owner.userId, role: 'viewer' },
    });
    const { hits } = await search('CI_VET@ani');
    expect(hits.map(({ workspace, member }) => [workspace.name, member?.role]).sort()).toEqual([
      ['Civet', 'owner'],
      ['Dingo', 'viewer'],
    ]);
    expect((await search('c%@animals')).hits).toEqual([]);
    expect((await search('cixvet@')).hits).toEqual([]);
  });

  it('does not find staff', async () => {
    const { email } = await db().user.findUniqueOrThrow({ where: { id: agent.userId } });
    expect((await search(email)).hits).toEqual([]);
  });

  it('finds a key by its id, its last four characters and its mask, and shows no more of it', async () => {
    const owner = await makeNamed('Ermine');
    const { key, secret } = await makeKey(owner, { label: 'Shop' });
    const hit = {
      workspace: { id: owner.workspaceId, name: 'Ermine', suspendedAt: null, closedAt: null },
      member: null,
      key: {
        id: key.id,
        label: 'Shop',
        environment: 'sandbox',
        maskedSecret: key.maskedSecret,
        replaced: false,
        status: 'active',
      },
      refusal: null,
    };
    for (const text of [key.id, secret.slice(-4), key.maskedSecret]) {
      expect((await search(text)).hits, text).toContainEqual(hit);
    }
    expect((await search(key.maskedSecret.replace('sandbox', 'live'))).hits).toEqual([]);
  });

  it('finds a key by an old secret, and shows its mask', async () => {
    const owner = await makeNamed('Ferret');
    const { key, secret } = await makeKey(owner);
    const { id } = await db().apiKeySecret.findFirstOrThrow({ where: { apiKeyId: key.id } });
    granted(await rotateApiKey(owner, { keyId: key.id, secretId: id, overlap: '1h' }, policy));
    const { hits } = await search(secret.slice(-4));
    expect(hits.find((hit) => hit.key?.id === key.id)?.key).toMatchObject({
      replaced: true,
      maskedSecret: key.maskedSecret,
    });
  });

  it('finds a refused call by its request id, with its key and what to do', async () => {
    const owner = await makeNamed('Fox');
    const { key } = await makeKey(owner, { label: 'Shop' });
    const [requestId, at] = [newRequestId(), now()];
    await makeRefusals([
      {
        keyId: key.id,
        at,
        code: 'FORBIDDEN',
        operation: 'messages.send',
        address: '203.0.113.7',
        requestId,
        detail: { scope: 'messages.send' },
      },
    ]);
    expect((await search(requestId)).hits).toMatchObject([
      {
        workspace: { name: 'Fox' },
        member: null,
        key: { id: key.id, label: 'Shop' },
        refusal: { requestId, at, code: 'FORBIDDEN', advice: expect.stringContaining('lacks a scope') },
      },
    ]);
    expect(await search(newRequestId())).toEqual({ hits: [], more: false, isRequestId: true });
  });

  it('tells whether there are more results', async () => {
    for (let n = 0; n < 26; n++) await makeNamed(`Gazelle ${n}`);
    const { hits, more } = await search('gazelle');
    expect([hits.length, more]).toEqual([25, true]);
    expect((await search('gazelle 7')).more).toBe(false);
  });

  it('refuses a whole key, because it must not be part of an address', async () => {
    const { secret } = await makeKey(await makeMember());
    const result = await searchCustomers(agent, { text: secret }, policy);
    expect(result).toMatchObject({ ok: false, refusal: { code: 'INVALID_REQUEST' } });
    expect(JSON.stringify(result)).not.toContain(secret);
  });

  it.each([
    undefined,
    {},
    { text: 'a' },
    { text: 'a\u0000b' },
    { text: 'x'.repeat(301) },
    { text: 'ab', page: 2 },
  ])('refuses %j', async (input) => {
    expect(await searchCustomers(agent, input, policy)).toMatchObject({
      refusal: { code: 'INVALID_REQUEST' },
    });
  });
});

describe('startSearch', () => {
  const start = (text: string) => startSearch(agent, { text }, policy);

  it('returns a text that is not a key unchanged', async () => {
    expect(await start(' Acme ')).toEqual({ ok: true, value: { text: 'Acme', pasted: null } });
  });

  it('replaces a whole key by its id, and audits it in its workspace', async () => {
    const owner = await makeMember();
    const { key, secret } = await makeKey(owner);
    expect(granted(await start(`Bearer ${secret}`))).toEqual({ text: key.id, pasted: 'works' });
    const events = await db().auditEvent.findMany({ where: { action: 'support.identify_key' } });
    expect(events).toMatchObject([
      { actorKind: 'staff', actorId: agent.userId, workspaceId: owner.workspaceId, targetId: key.id },
    ]);
    expect(
      JSON.stringify(events, (_, value) => (typeof value === 'bigint' ? String(value) : value)),
    ).not.toContain(secret.slice(-8));
  });

  it('recognizes keys that no longer work', async () => {
    const owner = await makeMember();
    const revoked = await makeKey(owner);
    granted(await revokeApiKey(owner, { keyId: revoked.key.id }));
    expect(granted(await start(revoked.secret)).pasted).toBe('ended');

    const rotated = await makeKey(owner);
    const { id } = await db().apiKeySecret.findFirstOrThrow({ where: { apiKeyId: rotated.key.id } });
    granted(await rotateApiKey(owner, { keyId: rotated.key.id, secretId: id, overlap: '1h' }, policy));
    expect(granted(await start(rotated.secret)).pasted).toBe('works');
    setClockOffset(61 * MINUTE);
    expect(granted(await start(rotated.secret))).toEqual({ text: rotated.key.id, pasted: 'ended' });
  });

  it('reports a disabled key as one that works, because it can be enabled', async () => {
    const { key, secret } = await makeKey(await makeMember());
    await db().apiKey.update({ where: { id: key.id }, data: { disabledAt: now() } });
    expect(granted(await start(secret)).pasted).toBe('works');
  });

  it('finds no unknown key, and refuses a mistyped one', async () => {
    const secret = generateSecret(policy, 'live', 64);
    expect(await start(secret)).toMatchObject({ refusal: { code: 'NOT_FOUND' } });
    const mistyped = await start(secret.slice(0, -1));
    expect(mistyped).toMatchObject({ refusal: { code: 'INVALID_REQUEST' } });
    expect(JSON.stringify(mistyped)).not.toContain(secret.slice(0, 20));
  });
});

describe.each([
  ['searchCustomers', searchCustomers],
  ['startSearch', startSearch],
])('%s', (_, verb) => {
  it('is only for staff, of every role', async () => {
    for (const role of ['support', 'lead', 'operator'] as const) {
      expect(await verb(await makeStaff(role), { text: 'Acme' }, policy)).toMatchObject({ ok: true });
    }
    const owner = await makeMember();
    for (const actor of [
      owner,
      impersonate(owner, await makeImpersonation(await makeStaff(), owner), 'act'),
    ]) {
      expect(await verb(actor, { text: 'Acme' }, policy)).toMatchObject({ ok: false });
    }
  });
});
