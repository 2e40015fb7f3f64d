import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { db } from '@/lib/db/client';
import { type Actor, SYSTEM } from '@/lib/domain/actor';
import type { ApiKeyDetails } from '@/lib/domain/api-keys/details';
import { disableApiKey } from '@/lib/domain/api-keys/disable';
import { enableApiKey } from '@/lib/domain/api-keys/enable';
import { readApiKey } from '@/lib/domain/api-keys/read';
import { revokeApiKey } from '@/lib/domain/api-keys/revoke';
import { retireSecret } from '@/lib/domain/key-rotation/retire-secret';
import { rotateApiKey } from '@/lib/domain/key-rotation/rotate';
import { changeScopes } from '@/lib/domain/key-settings/change-scopes';
import { renameApiKey } from '@/lib/domain/key-settings/rename';
import { replaceSigningSecret } from '@/lib/domain/key-settings/replace-signing-secret';
import { setAllowlist } from '@/lib/domain/key-settings/set-allowlist';
import { setExpiry } from '@/lib/domain/key-settings/set-expiry';
import { setLimits } from '@/lib/domain/key-settings/set-limits';
import { setPurpose } from '@/lib/domain/key-settings/set-purpose';
import { setRateLimit } from '@/lib/domain/key-settings/set-rate-limit';
import { setSigning } from '@/lib/domain/key-settings/set-signing';
import type { Result } from '@/lib/errors';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { msgine } from '@/lib/profiles/msgine/msgine';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';

type Verb = (actor: Actor, key: ApiKeyDetails, more?: object) => Promise<Result<unknown>>;

/** Every verb that changes a key, with input that it takes. */
const VERBS: Array<[action: string, verb: Verb]> = [
  ['api_key.rename', (actor, { id }, more) => renameApiKey(actor, { keyId: id, label: 'Other', ...more })],
  [
    'api_key.change_scopes',
    (actor, { id }, more) =>
      changeScopes(actor, { keyId: id, scopes: ['messages.read'], ...more }, keydesk.keys, keydesk.routes),
  ],
  ['api_key.set_expiry', (actor, { id }, more) => setExpiry(actor, { keyId: id, expiry: '7d', ...more })],
  [
    'api_key.set_purpose',
    (actor, { id }, more) => setPurpose(actor, { keyId: id, purpose: 'Production', ...more }, msgine.keys),
  ],
  [
    'api_key.set_rate_limit',
    (actor, { id }, more) => setRateLimit(actor, { keyId: id, rateLimit: 7, ...more }, keydesk.keys),
  ],
  [
    'api_key.set_allowlist',
    (actor, { id }, more) =>
      setAllowlist(actor, { keyId: id, allowlist: [{ network: '203.0.113.7' }], ...more }),
  ],
  [
    'api_key.set_limits',
    (actor, { id }, more) => setLimits(actor, { keyId: id, limits: { spendPerDay: '1' }, ...more }),
  ],
  [
    'api_key.set_signing',
    (actor, { id }, more) => setSigning(actor, { keyId: id, required: false, ...more }, keydesk.keys),
  ],
  [
    'api_key.replace_signing_secret',
    (actor, { id, signing }, more) =>
      replaceSigningSecret(
        actor,
        { keyId: id, version: signing.secretVersion, overlap: 'now', ...more },
        keydesk.keys,
      ),
  ],
  ['api_key.disable', (actor, { id }, more) => disableApiKey(actor, { keyId: id, ...more })],
  ['api_key.enable', (actor, { id }, more) => enableApiKey(actor, { keyId: id, ...more })],
  [
    'api_key.rotate',
    (actor, { id, secretId }, more) =>
      rotateApiKey(actor, { keyId: id, secretId, overlap: '1h', ...more }, keydesk.keys),
  ],
  [
    'api_key.retire_secret',
    (actor, { id, oldSecret }, more) => retireSecret(actor, { keyId: id, secretId: oldSecret?.id, ...more }),
  ],
];

/** A key of a new workspace that `verb` has something to change of. */
async function prepare(action: string, environment: 'live' | 'sandbox' = 'sandbox') {
  const owner = await makeMember();
  const scopes = ['messages.send', 'messages.read'];
  const { key } = await makeKey(owner, { environment, scopes, requireSignatures: true });
  const input = { keyId: key.id };
  if (action === 'api_key.enable') await disableApiKey(owner, input);
  if (action === 'api_key.retire_secret') {
    const { secretId } = granted(await readApiKey(owner, input));
    granted(await rotateApiKey(owner, { ...input, secretId, overlap: 'untilRetired' }, keydesk.keys));
  }
  return { owner, key: granted(await readApiKey(owner, input)) };
}

async function stored(keyId: string) {
  return db().apiKey.findUniqueOrThrow({ where: { id: keyId }, include: { secrets: true } });
}

describe.each(VERBS)('%s', (action, verb) => {
  it('changes the key and audits it', async () => {
    const { owner, key } = await prepare(action);
    const before = await stored(key.id);
    granted(await verb(owner, key));
    expect(await stored(key.id)).not.toEqual(before);
    expect(await db().auditEvent.findMany({ where: { targetId: key.id, action } })).toMatchObject([
      { actorKind: 'member', actorId: owner.userId, workspaceId: owner.workspaceId, address: owner.address },
    ]);
  });

  it("does not find another workspace's key", async () => {
    const { key } = await prepare(action);
    const before = await stored(key.id);
    const stranger = await makeMember();
    expect(await verb(stranger, key)).toMatchObject({ refusal: { code: 'NOT_FOUND' } });
    expect(await stored(key.id)).toEqual(before);
    expect(await db().auditEvent.count({ where: { workspaceId: stranger.workspaceId } })).toBe(0);
  });

  it.each([
    ['admin', 'live', undefined],
    ['developer', 'sandbox', undefined],
    ['developer', 'live', 'FORBIDDEN'],
    ['viewer', 'sandbox', 'FORBIDDEN'],
  ] as const)('returns to a %s who changes a %s key: %s', async (role, environment, code) => {
    const { owner, key } = await prepare(action, environment);
    const before = await stored(key.id);
    const result = await verb(await makeMember(role, { workspaceId: owner.workspaceId }), key);
    expect(result.ok ? undefined : result.refusal.code).toBe(code);
    if (code) expect(await stored(key.id)).toEqual(before);
  });

  it('does not change a revoked key', async () => {
    const { owner, key } = await prepare(action);
    granted(await revokeApiKey(owner, { keyId: key.id }));
    const before = await stored(key.id);
    expect(await verb(owner, key)).toMatchObject({ refusal: { code: 'CONFLICT' } });
    expect(await stored(key.id)).toEqual(before);
  });

  it('refuses anyone but a member, and unknown fields', async () => {
    const { owner, key } = await prepare(action);
    expect(await verb(SYSTEM, key)).toMatchObject({ refusal: { code: 'FORBIDDEN' } });
    for (const more of [{ workspaceId: owner.workspaceId }, { keyId: 'key_1' }]) {
      expect(await verb(owner, key, more)).toMatchObject({ refusal: { code: 'INVALID_REQUEST' } });
    }
  });
});

describe('changes at the same time', () => {
  it('run one after another, and each is audited with the value before', async () => {
    const { owner, key } = await prepare('api_key.rename');
    const labels = Array.from({ length: 8 }, (_, index) => `Label ${index}`);
    await Promise.all(labels.map((label) => renameApiKey(owner, { keyId: key.id, label })));
    const events = await db().auditEvent.findMany({
      where: { targetId: key.id, action: 'api_key.rename' },
      orderBy: { id: 'asc' },
    });
    const steps = events.map(({ detail }) => z.object({ from: z.string(), to: z.string() }).parse(detail));
    const order = steps.map(({ to }) => to);
    expect(steps).toEqual(order.map((to, index) => ({ from: order[index - 1] ?? key.label, to })));
    expect([...order].sort()).toEqual(labels);
    expect((await stored(key.id)).label).toBe(order.at(-1));
  });
});
