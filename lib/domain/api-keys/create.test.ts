import { describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { SYSTEM } from '@/lib/domain/actor';
import { createApiKey } from '@/lib/domain/api-keys/create';
import { hashSecret, isWellFormed } from '@/lib/domain/api-keys/secret';
import { keydesk } from '@/lib/profiles/keydesk';
import { granted, keyInput, makeKey } from '@/lib/testing/api-keys';
import { makeMember } from '@/lib/testing/factories';

const policy = keydesk.keys;

async function refusalOf(...args: Parameters<typeof createApiKey>) {
  const result = await createApiKey(...args);
  return result.ok ? undefined : result.refusal;
}

describe('createApiKey', () => {
  it('returns the key and its secret, and keeps only the hash', async () => {
    const actor = await makeMember();
    const { key, secret } = await makeKey(actor, {
      label: '  Billing  ',
      length: 40,
      scopes: ['messages.read'],
    });

    expect(secret).toMatch(/^kd_sandbox_[0-9A-Za-z]{40}$/);
    expect(isWellFormed(policy, secret)).toBe(true);
    expect(key).toMatchObject({
      label: 'Billing',
      environment: 'sandbox',
      scopes: ['messages.read'],
      status: 'active',
      createdBy: 'Test owner',
      lastUse: null,
      maskedSecret: `kd_sandbox_****${secret.slice(-4)}`,
    });
    const row = await db().apiKey.findUniqueOrThrow({ where: { id: key.id }, include: { secrets: true } });
    expect(row.secrets.map(({ hash }) => Buffer.from(hash))).toEqual([hashSecret(secret)]);
    expect(JSON.stringify(row, (_, value) => (typeof value === 'bigint' ? `${value}` : value))).not.toContain(
      secret,
    );
  });

  it('writes its audit row, which never holds the secret', async () => {
    const actor = await makeMember();
    const { key, secret } = await makeKey(actor);
    const events = await db().auditEvent.findMany({ where: { targetId: key.id } });
    expect(events).toMatchObject([
      {
        action: 'api_key.create',
        actorKind: 'member',
        actorId: actor.userId,
        workspaceId: actor.workspaceId,
        address: actor.address,
        detail: { label: 'Production server', environment: 'sandbox', scopes: ['messages.send'], length: 64 },
      },
    ]);
    expect(JSON.stringify(events.map((event) => event.detail))).not.toContain(secret);
  });

  it('makes one key and shows one secret, however often and at once the form is sent', async () => {
    const actor = await makeMember();
    const input = keyInput();
    const results = await Promise.all(Array.from({ length: 10 }, () => createApiKey(actor, input, policy)));
    results.push(await createApiKey(actor, input, policy));

    expect(results.filter((result) => result.ok)).toHaveLength(1);
    for (const result of results) if (!result.ok) expect(result.refusal.code).toBe('ALREADY_CREATED');
    expect(await db().apiKey.count({ where: { workspaceId: actor.workspaceId } })).toBe(1);
    expect(await db().auditEvent.count({ where: { workspaceId: actor.workspaceId } })).toBe(1);
  });

  it('lets two workspaces use the same creation token', async () => {
    const input = keyInput();
    granted(await createApiKey(await makeMember(), input, policy));
    granted(await createApiKey(await makeMember(), input, policy));
  });

  it.each([
    ['label', { label: '   ' }],
    ['label', { label: 'x'.repeat(65) }],
    ['label', { label: 'abc\u202Edef' }],
    ['label', { label: 'a\nb' }],
    ['environment', { environment: 'test' }],
    ['length', { length: 31 }],
    ['length', { length: 129 }],
    ['length', { length: 64.5 }],
    ['length', { length: '64' }],
    ['scopes', { scopes: [] }],
    ['scopes', { scopes: ['messages.delete'] }],
    ['scopes', { scopes: ['messages.send', 'messages.send'] }],
    ['creationToken', { creationToken: 'again' }],
    ['input', { workspaceId: 'ws_other' }],
    ['input', { role: 'owner' }],
  ])('refuses a wrong %s: %o', async (field, changes) => {
    const refusal = await refusalOf(await makeMember(), { ...keyInput(), ...changes }, policy);
    expect(refusal).toMatchObject({ code: 'INVALID_REQUEST', fields: { [field]: expect.any(String) } });
  });

  it('counts a label by characters, not by code units', async () => {
    const { key } = await makeKey(await makeMember(), { label: '🔑'.repeat(64) });
    expect(key.label).toBe('🔑'.repeat(64));
  });

  it('grants everything by *', async () => {
    expect((await makeKey(await makeMember(), { scopes: ['*'] })).key.scopes).toEqual(['*']);
  });

  it.each([
    ['owner', 'sandbox', undefined],
    ['owner', 'live', undefined],
    ['admin', 'sandbox', undefined],
    ['admin', 'live', undefined],
    ['developer', 'sandbox', undefined],
    ['developer', 'live', 'FORBIDDEN'],
    ['viewer', 'sandbox', 'FORBIDDEN'],
    ['viewer', 'live', 'FORBIDDEN'],
  ] as const)('answers a %s who asks for a %s key with %s', async (role, environment, code) => {
    const refusal = await refusalOf(await makeMember(role), keyInput({ environment }), policy);
    expect(refusal?.code).toBe(code);
  });

  it('wants a confirmed e-mail address for live keys, and none for sandbox keys', async () => {
    const actor = await makeMember('owner', { emailVerified: false });
    expect((await refusalOf(actor, keyInput({ environment: 'live' }), policy))?.code).toBe(
      'EMAIL_NOT_VERIFIED',
    );
    expect(await refusalOf(actor, keyInput({ environment: 'sandbox' }), policy)).toBeUndefined();
  });

  it('refuses everyone but a member', async () => {
    const { workspaceId } = await makeMember();
    const apiKey = {
      kind: 'apiKey' as const,
      keyId: 'key_1',
      secretId: 'sec_1',
      workspaceId,
      environment: 'live' as const,
      scopes: ['*'],
      address: null,
    };
    expect((await refusalOf(apiKey, keyInput(), policy))?.code).toBe('FORBIDDEN');
    expect((await refusalOf(SYSTEM, keyInput(), policy))?.code).toBe('FORBIDDEN');
  });
});
