import { describe, expect, it } from 'vitest';
import { DAY } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { SYSTEM } from '@/lib/domain/actor';
import { createApiKey } from '@/lib/domain/api-keys/create';
import { readApiKey } from '@/lib/domain/api-keys/read';
import { hashSecret, isWellFormed } from '@/lib/domain/key-secrets/secret';
import { openSigningSecret } from '@/lib/domain/key-secrets/signing-secret';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { granted, keyInput, makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';

const policy = keydesk.keys;

async function refusalOf(...args: Parameters<typeof createApiKey>) {
  const result = await createApiKey(...args);
  return result.ok ? undefined : result.refusal;
}

describe('createApiKey', () => {
  it('returns the key and its secret, and stores only the hash', async () => {
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

  it('records an audit event without the secret', async () => {
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

  it('stores and audits the owner, the tags and the note', async () => {
    const notes = { owner: ' Payments team ', tags: ['EU', 'checkout', 'eu'], note: 'In the vault' };
    const stored = { owner: 'Payments team', tags: ['checkout', 'eu'], note: 'In the vault' };
    const { key } = await makeKey(await makeMember(), notes);
    expect(key).toMatchObject(stored);
    expect(await db().apiKey.findUniqueOrThrow({ where: { id: key.id } })).toMatchObject(stored);
    const event = await db().auditEvent.findFirstOrThrow({ where: { targetId: key.id } });
    expect(event.detail).toMatchObject(stored);
  });

  it.each([
    [{ owner: 'o'.repeat(65) }, 'owner'],
    [{ tags: ['checkout', 'two words'] }, 'tags.1'],
    [{ note: 'n'.repeat(501) }, 'note'],
  ])('refuses the notes %o', async (notes, field) => {
    expect(await refusalOf(await makeMember(), keyInput(notes), policy)).toMatchObject({
      code: 'INVALID_REQUEST',
      fields: { [field]: expect.any(String) },
    });
  });

  it('creates one key and shows one secret if the form is sent several times at once', async () => {
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
    ['workspaceId', { workspaceId: 'ws_other' }],
    ['role', { role: 'owner' }],
  ])('refuses a wrong %s: %o', async (field, changes) => {
    const refusal = await refusalOf(await makeMember(), { ...keyInput(), ...changes }, policy);
    expect(refusal).toMatchObject({ code: 'INVALID_REQUEST', fields: { [field]: expect.any(String) } });
  });

  it.each([
    ['scopes', { scopes: ['*', 'messages.send'] }],
    ['expiry', { expiry: '2d' }],
    ['expiry', { expiry: new Date(Date.now() - 1) }],
    ['expiry', { expiry: new Date(Date.now() + 3_651 * DAY) }],
    ['expiry', { expiry: new Date(Number.NaN) }],
    ['rateLimit', { rateLimit: 0 }],
    ['rateLimit', { rateLimit: 1.5 }],
    ['rateLimit', { rateLimit: 6_001 }],
    ['requireSignatures', { requireSignatures: 'yes' }],
    ['allowlist.0.network', { allowlist: [{ network: '203.0.113.7/24' }] }],
    ['allowlist.0.network', { allowlist: [{ network: 'example.test' }] }],
    ['allowlist.1.network', { allowlist: [{ network: '203.0.113.7' }, { network: '203.0.113.7/32' }] }],
    ['allowlist.0.note', { allowlist: [{ network: '203.0.113.7', note: 'a\nb' }] }],
    ['limits.spendPerDay', { limits: { spendPerDay: '-1' } }],
    ['limits.spendPerMonth', { limits: { spendPerMonth: '0.0000005' } }],
    ['limits.spendPerMonth', { limits: { spendPerMonth: '1000000000000' } }],
    ['limits.countries.0', { limits: { countries: ['nl'] } }],
    ['limits.countries.1', { limits: { countries: ['NL', 'XX'] } }],
    ['limits.countries', { limits: { countries: ['NL', 'NL'] } }],
    ['limits.senders.0', { limits: { senders: ['Far too long a name'] } }],
    ['limits.sendPerDay', { limits: { sendPerDay: 1 } }],
  ])('refuses a wrong control, %s: %o', async (field, changes) => {
    const actor = await makeMember();
    expect(await refusalOf(actor, { ...keyInput(), ...changes }, policy)).toMatchObject({
      code: 'INVALID_REQUEST',
      fields: { [field]: expect.any(String) },
    });
    expect(await db().apiKey.count({ where: { workspaceId: actor.workspaceId } })).toBe(0);
  });

  it('has defaults for everything that is left out', async () => {
    const actor = await makeMember();
    const { key, signingSecret } = await makeKey(actor);
    expect(signingSecret).toBeNull();
    expect(granted(await readApiKey(actor, { keyId: key.id }))).toMatchObject({
      expiresAt: null,
      rateLimit: 120,
      signing: { required: false, secretVersion: null, old: null },
      allowlist: [],
      limits: { spendPerDay: null, spendPerMonth: null, countries: [], senders: [] },
    });
  });

  it('stores every setting in canonical spelling', async () => {
    const actor = await makeMember();
    const expiry = new Date(Date.now() + DAY);
    const { key } = await makeKey(actor, {
      expiry,
      rateLimit: 6_000,
      allowlist: [{ network: ' 2001:DB8:0::/32 ', note: ' Office ' }, { network: '::ffff:203.0.113.7' }],
      limits: {
        spendPerDay: '0',
        spendPerMonth: ' 0050,10 ',
        countries: ['NL'],
        senders: [' Acme ', '+31612345678'],
      },
    });
    const details = granted(await readApiKey(actor, { keyId: key.id }));
    expect(details).toMatchObject({
      expiresAt: expiry,
      rateLimit: 6_000,
      allowlist: [
        { network: '2001:db8::/32', note: 'Office' },
        { network: '203.0.113.7/32', note: '' },
      ],
      limits: {
        spendPerDay: '0',
        spendPerMonth: '50.1',
        countries: ['NL'],
        senders: ['Acme', '+31612345678'],
      },
    });
    expect(await db().auditEvent.findFirst({ where: { targetId: key.id } })).toMatchObject({
      detail: { rateLimit: 6_000, limits: { spendPerMonth: '50.1' }, expiresAt: expiry.toISOString() },
    });
  });

  it('shows the signing secret once and stores it sealed', async () => {
    const actor = await makeMember();
    const input = keyInput({ requireSignatures: true });
    const { key, signingSecret } = granted(await createApiKey(actor, input, policy));
    expect(signingSecret).toMatch(/^kds_[0-9A-Za-z]{43}$/);
    const { signingRequired, sealedSigningSecret } = await db().apiKey.findUniqueOrThrow({
      where: { id: key.id },
    });
    expect(signingRequired).toBe(true);
    expect(Buffer.from(sealedSigningSecret ?? []).includes('kds_')).toBe(false);
    expect(openSigningSecret(sealedSigningSecret ?? new Uint8Array())).toBe(signingSecret);
    expect(await refusalOf(actor, input, policy)).toMatchObject({ code: 'ALREADY_CREATED' });
    const audit = await db().auditEvent.findMany({ where: { workspaceId: actor.workspaceId } });
    expect(JSON.stringify(audit.map(({ detail }) => detail))).not.toContain('kds_');
  });

  it('uses the cap of the workspace if it is lower than that of new keys', async () => {
    const actor = await makeMember();
    await db().workspace.update({ where: { id: actor.workspaceId }, data: { rateLimitCap: 60 } });
    const { key } = await makeKey(actor);
    expect(granted(await readApiKey(actor, { keyId: key.id })).rateLimit).toBe(60);
    expect(await refusalOf(actor, keyInput({ rateLimit: 61 }), policy)).toMatchObject({
      fields: { rateLimit: expect.stringContaining('60') },
    });
  });

  it('takes the rate limit from the policy', async () => {
    const fast = { ...policy, rateLimit: { ...policy.rateLimit, preset: 30_000, max: 60_000 } };
    const actor = await makeMember();
    const { key } = granted(await createApiKey(actor, keyInput(), fast));
    expect(granted(await readApiKey(actor, { keyId: key.id })).rateLimit).toBe(30_000);
    expect(await refusalOf(actor, keyInput({ rateLimit: 60_001 }), fast)).toMatchObject({
      fields: { rateLimit: expect.stringContaining('60000') },
    });
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
  ] as const)('returns to a %s who creates a %s key: %s', async (role, environment, code) => {
    const refusal = await refusalOf(await makeMember(role), keyInput({ environment }), policy);
    expect(refusal?.code).toBe(code);
  });

  it('needs a confirmed email address for live keys, but not for sandbox keys', async () => {
    const actor = await makeMember('owner', { emailVerified: false });
    expect((await refusalOf(actor, keyInput({ environment: 'live' }), policy))?.code).toBe(
      'EMAIL_NOT_VERIFIED',
    );
    expect(await refusalOf(actor, keyInput({ environment: 'sandbox' }), policy)).toBeUndefined();
  });

  it('refuses anyone but a member or a key', async () => {
    expect((await refusalOf(SYSTEM, keyInput(), policy))?.code).toBe('FORBIDDEN');
  });
});
