import { describe, expect, it } from 'vitest';
import { DAY } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { ApiKeyActor, MemberActor } from '@/lib/domain/actor';
import { createApiKey } from '@/lib/domain/api-keys/create';
import { disableApiKey } from '@/lib/domain/api-keys/disable';
import { enableApiKey } from '@/lib/domain/api-keys/enable';
import { listApiKeys } from '@/lib/domain/api-keys/list';
import { readApiKey } from '@/lib/domain/api-keys/read';
import { revokeApiKey } from '@/lib/domain/api-keys/revoke';
import type { CreateApiKeyInput } from '@/lib/domain/api-keys/schema';
import { listAuditEvents } from '@/lib/domain/audit/list';
import { rotateApiKey } from '@/lib/domain/key-rotation/rotate';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { granted, keyInput, makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';

const { keys } = keydesk;
const SCOPES = ['keys.manage', 'messages.send'];
const inDays = (days: number) => new Date(Date.now() + days * DAY);

async function makeManager(
  changes: Partial<CreateApiKeyInput> = {},
): Promise<{ owner: MemberActor; manager: ApiKeyActor }> {
  const owner = await makeMember();
  return { owner, manager: await managerOf(owner, changes) };
}

async function managerOf(owner: MemberActor, changes: Partial<CreateApiKeyInput> = {}): Promise<ApiKeyActor> {
  const { key } = await makeKey(owner, { label: 'Deployment', scopes: SCOPES, ...changes });
  return {
    kind: 'apiKey',
    keyId: key.id,
    secretId: key.secretId,
    workspaceId: owner.workspaceId,
    environment: key.environment,
    scope: 'keys.manage',
    address: '192.0.2.7',
  };
}

async function refusalOf(result: Promise<{ ok: boolean }>) {
  const settled = await result;
  return 'refusal' in settled ? settled.refusal : 'OK';
}

const restricted = {
  expiry: inDays(30),
  rateLimit: 60,
  requireSignatures: true,
  allowlist: [{ network: '203.0.113.0/24' }],
  limits: { countries: ['NL', 'DE'], senders: ['Acme'] },
} satisfies Partial<CreateApiKeyInput>;

describe('a key that a key creates', () => {
  it('names the key that created it, also in the audit log, and belongs to the same member', async () => {
    const { owner, manager } = await makeManager();
    const { key, secret } = granted(await createApiKey(manager, keyInput(), keys));
    expect(secret).toMatch(/^kd_sandbox_/);
    expect(key.createdBy).toBe('the key “Deployment”');
    expect(await db().apiKey.findUniqueOrThrow({ where: { id: key.id } })).toMatchObject({
      createdById: owner.userId,
      createdByKeyId: manager.keyId,
    });
    const { events } = granted(await listAuditEvents(owner, {}));
    expect(events[0]).toMatchObject({
      action: 'api_key.create',
      actor: { kind: 'apiKey', id: manager.keyId, name: 'Deployment' },
      address: '192.0.2.7',
    });
  });

  it('takes what was left out from the calling key', async () => {
    const { manager } = await makeManager(restricted);
    const { key, signingSecret } = granted(await createApiKey(manager, keyInput(), keys));
    expect(signingSecret).toMatch(/^kds_/);
    expect(key).toMatchObject({
      expiresAt: restricted.expiry,
      rateLimit: 60,
      signing: { required: true },
      allowlist: [{ network: '203.0.113.0/24' }],
      limits: restricted.limits,
    });
  });

  it('has the owner and the tags of the calling key unless it asks for others, and a note of its own', async () => {
    const notes = { owner: 'Payments team', tags: ['checkout'], note: 'In the vault' };
    const { manager } = await makeManager(notes);
    const same = granted(await createApiKey(manager, keyInput(), keys));
    expect(same.key).toMatchObject({ ...notes, note: '' });
    const asked = { owner: '', tags: ['EU'], note: 'Of the shop' };
    const other = granted(await createApiKey(manager, keyInput(asked), keys));
    expect(other.key).toMatchObject({ ...asked, tags: ['eu'] });
  });

  it.each<[string, Partial<CreateApiKeyInput>, string]>([
    ['another scope', { scopes: ['messages.read'] }, 'scopes'],
    ['every scope', { scopes: ['*'] }, 'scopes'],
    ['a later expiry', { expiry: inDays(31) }, 'expiry'],
    ['no expiry', { expiry: 'never' }, 'expiry'],
    ['a higher rate limit', { rateLimit: 61 }, 'rateLimit'],
    ['no signatures', { requireSignatures: false }, 'requireSignatures'],
    [
      'another network',
      { allowlist: [{ network: '203.0.113.7' }, { network: '198.51.100.1' }] },
      'allowlist',
    ],
    ['a larger network', { allowlist: [{ network: '203.0.112.0/23' }] }, 'allowlist'],
    ['no allowlist', { allowlist: [] }, 'allowlist'],
    ['another country', { limits: { countries: ['NL', 'FR'] } }, 'limits.countries'],
    ['every country', { limits: { countries: [] } }, 'limits.countries'],
    ['another sender', { limits: { senders: ['Other'] } }, 'limits.senders'],
    ['the other environment', { environment: 'live' }, 'environment'],
  ])('never has %s', async (_, changes, field) => {
    const { owner, manager } = await makeManager(restricted);
    const refusal = await refusalOf(createApiKey(manager, keyInput(changes), keys));
    expect(refusal).toMatchObject({ code: 'FORBIDDEN', fields: { [field]: expect.any(String) } });
    expect(await db().apiKey.count({ where: { workspaceId: owner.workspaceId } })).toBe(1);
  });

  it('may be narrower in every way', async () => {
    const { manager } = await makeManager(restricted);
    const narrower = {
      expiry: inDays(1),
      rateLimit: 5,
      allowlist: [{ network: '203.0.113.7' }],
      limits: { countries: ['NL'], spendPerDay: '1' },
    } satisfies Partial<CreateApiKeyInput>;
    const { key } = granted(await createApiKey(manager, keyInput(narrower), keys));
    expect(key.limits).toEqual({
      countries: ['NL'],
      senders: ['Acme'],
      spendPerDay: '1',
      spendPerMonth: null,
    });
  });

  it('cannot be created by a key with a spending limit, because its budget would be another one', async () => {
    const { manager } = await makeManager({ limits: { spendPerMonth: '10' } });
    expect(await refusalOf(createApiKey(manager, keyInput(), keys))).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('is created once, and its secret shown once, however often the request is sent', async () => {
    const { manager } = await makeManager();
    const input = keyInput();
    const results = await Promise.all(Array.from({ length: 5 }, () => createApiKey(manager, input, keys)));
    const [created, ...more] = results.flatMap((result) => (result.ok ? [result.value] : []));
    expect(more).toEqual([]);
    const refused = results.flatMap((result) => (result.ok ? [] : [result.refusal]));
    expect(refused).toHaveLength(4);
    for (const { code, message } of refused) {
      expect(code).toBe('ALREADY_CREATED');
      expect(message).toContain(created?.key.id);
      expect(message).not.toContain(created?.secret);
    }
  });
});

describe('a key that manages others', () => {
  it('reads the keys of its environment only', async () => {
    const { owner, manager } = await makeManager();
    const { key: other } = await makeKey(owner);
    const { key: live } = await makeKey(owner, { environment: 'live' });
    const foreign = await makeKey(await makeMember());
    const { keys: listed, total, hasKeys } = granted(await listApiKeys(manager, { filter: 'all' }));
    expect(listed.map(({ id }) => id)).toEqual([other.id, manager.keyId]);
    expect([total, hasKeys]).toEqual([2, true]);
    expect(granted(await readApiKey(manager, { keyId: other.id })).id).toBe(other.id);
    for (const { id } of [live, foreign.key]) {
      for (const verb of [readApiKey, revokeApiKey, disableApiKey, enableApiKey]) {
        expect(await refusalOf(verb(manager, { keyId: id }))).toMatchObject({ code: 'NOT_FOUND' });
      }
    }
  });

  it('changes no key that may do more than itself in any way', async () => {
    const { owner, manager } = await makeManager(restricted);
    const same = { ...restricted, scopes: ['messages.send'] };
    const wider: Partial<CreateApiKeyInput>[] = [
      { scopes: ['*'] },
      { expiry: 'never' },
      { rateLimit: 61 },
      { requireSignatures: false },
      { allowlist: [] },
      { limits: { countries: [], senders: ['Acme'] } },
    ];
    for (const changes of wider) {
      const { key } = await makeKey(owner, { ...same, ...changes });
      const rotation = { keyId: key.id, secretId: key.secretId, overlap: 'now' };
      for (const change of [
        revokeApiKey(manager, { keyId: key.id }),
        disableApiKey(manager, { keyId: key.id }),
        rotateApiKey(manager, rotation, keys),
      ]) {
        expect(await refusalOf(change)).toMatchObject({ code: 'FORBIDDEN' });
      }
    }
    const { key } = await makeKey(owner, same);
    const rotation = { keyId: key.id, secretId: key.secretId, overlap: 'now' };
    granted(await rotateApiKey(manager, rotation, keys));
    expect(await refusalOf(rotateApiKey(manager, rotation, keys))).toMatchObject({ code: 'ALREADY_CREATED' });
    granted(await disableApiKey(manager, { keyId: key.id }));
    granted(await revokeApiKey(manager, { keyId: key.id }));
    expect(granted(await readApiKey(owner, { keyId: key.id })).revokedBy).toBe('the key “Deployment”');
  });

  it('enables only what it created, so that no key brings back itself or its creator', async () => {
    const { owner, manager } = await makeManager();
    const { key: child } = granted(await createApiKey(manager, keyInput({ scopes: SCOPES }), keys));
    const childActor = { ...manager, keyId: child.id, secretId: child.secretId };
    granted(await disableApiKey(manager, { keyId: child.id }));
    granted(await enableApiKey(manager, { keyId: child.id }));
    granted(await disableApiKey(owner, { keyId: manager.keyId }));
    expect(await refusalOf(enableApiKey(childActor, { keyId: manager.keyId }))).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await refusalOf(enableApiKey(manager, { keyId: manager.keyId }))).toMatchObject({
      code: 'INVALID_API_KEY',
    });
  });

  it('rotates itself, and then manages keys with the new secret only', async () => {
    const { manager } = await makeManager();
    const { keyId, secretId } = manager;
    const { key } = granted(await rotateApiKey(manager, { keyId, secretId, overlap: '24h' }, keys));
    expect(await refusalOf(createApiKey(manager, keyInput(), keys))).toMatchObject({ code: 'FORBIDDEN' });
    granted(await createApiKey({ ...manager, secretId: key.secretId }, keyInput(), keys));
  });

  it.each<[string, (owner: MemberActor, manager: ApiKeyActor) => Promise<unknown>, string]>([
    ['revoked', (owner, { keyId }) => revokeApiKey(owner, { keyId }), 'INVALID_API_KEY'],
    ['disabled', (owner, { keyId }) => disableApiKey(owner, { keyId }), 'INVALID_API_KEY'],
    [
      'expired',
      (_, { keyId }) => db().apiKey.update({ where: { id: keyId }, data: { expiresAt: inDays(-1) } }),
      'INVALID_API_KEY',
    ],
    [
      'suspended with its workspace',
      (_, { workspaceId }) =>
        db().workspace.update({ where: { id: workspaceId }, data: { suspendedAt: new Date() } }),
      'INVALID_API_KEY',
    ],
    [
      'narrowed',
      (_, { keyId }) => db().apiKey.update({ where: { id: keyId }, data: { scopes: ['messages.send'] } }),
      'FORBIDDEN',
    ],
  ])('changes nothing once it is %s, also in a request in flight', async (_, end, code) => {
    const { owner, manager } = await makeManager();
    const { key } = await makeKey(owner);
    await end(owner, manager);
    for (const change of [
      createApiKey(manager, keyInput(), keys),
      revokeApiKey(manager, { keyId: key.id }),
      rotateApiKey(manager, { keyId: key.id, secretId: key.secretId, overlap: 'now' }, keys),
    ]) {
      expect(await refusalOf(change)).toMatchObject({ code });
    }
    expect(granted(await readApiKey(owner, { keyId: key.id })).status).toBe('active');
  });

  it('and another one that manages it never wait for each other', async () => {
    const { owner, manager } = await makeManager();
    const other = await managerOf(owner);
    const results = await Promise.all(
      [manager, other].flatMap((actor) => {
        const keyId = actor === manager ? other.keyId : manager.keyId;
        return [disableApiKey(actor, { keyId }), disableApiKey(actor, { keyId: actor.keyId })];
      }),
    );
    for (const result of results)
      expect(result.ok ? 'OK' : result.refusal.code).toMatch(/^(OK|INVALID_API_KEY)$/);
  });
});
