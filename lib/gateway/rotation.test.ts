import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOUR } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { transactPrepared } from '@/lib/db/prepared';
import type { ApiKeyActor } from '@/lib/domain/actor';
import { lockKeyForUse } from '@/lib/domain/key-calls/lock-for-use';
import type { Overlap } from '@/lib/domain/key-rotation/overlap';
import { retireSecret } from '@/lib/domain/key-rotation/retire-secret';
import { rotateApiKey } from '@/lib/domain/key-rotation/rotate';
import { setAllowlist } from '@/lib/domain/key-settings/set-allowlist';
import { CURRENCY_UNIT } from '@/lib/domain/wallet/money';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { giveMoney } from '@/lib/testing/factories/wallet';
import { startGateway, type TestGateway } from '@/lib/testing/servers/gateway';
import { waitingForLocks } from '@/lib/testing/servers/waiting-for-locks';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const get = (secret: string, path = '/account') => gateway.call(secret, 'GET', path);

const currentSecretId = async (apiKeyId: string) =>
  (await db().apiKeySecret.findFirstOrThrow({ where: { apiKeyId, replacedAt: null } })).id;

describe('a rotating key', () => {
  async function rotate(overlap: Overlap) {
    const owner = await makeMember();
    await giveMoney(owner.workspaceId, 10n * CURRENCY_UNIT);
    const old = await makeKey(owner);
    const secretId = await currentSecretId(old.key.id);
    const input = { keyId: old.key.id, secretId, overlap };
    const next = granted(await rotateApiKey(owner, input, keydesk.keys));
    return { owner, keyId: old.key.id, old: old.secret, oldId: secretId, next: next.secret };
  }

  it('works with both of its secrets, until the old one is retired', async () => {
    const { owner, keyId, old, oldId, next } = await rotate('untilRetired');
    for (const secret of [old, next]) {
      expect(await get(secret)).toMatchObject({ status: 200, body: { key: { id: keyId } } });
    }
    granted(await retireSecret(owner, { keyId, secretId: oldId }));
    expect((await get(old)).status).toBe(401);
    expect((await get(next)).status).toBe(200);
  });

  it('loses the old one at once with the overlap now', async () => {
    const { old, next } = await rotate('now');
    expect([(await get(old)).status, (await get(next)).status]).toEqual([401, 200]);
  });

  it('loses the old one with the response to the first call with the new one, and audits it once', async () => {
    const { owner, keyId, old, oldId, next } = await rotate('firstUse');
    expect([(await get(old)).status, (await get(old)).status]).toEqual([200, 200]);
    // A refused call counts as well: the new secret has arrived where it is used.
    const first = await Promise.all(Array.from({ length: 5 }, () => get(next, '/messages?limit=x')));
    expect(first.map(({ status }) => status)).not.toContain(401);
    expect([(await get(old)).status, (await get(next)).status]).toEqual([401, 200]);
    const events = await db().auditEvent.findMany({
      where: { targetId: keyId, action: 'api_key.retire_secret' },
    });
    expect(events).toMatchObject([
      {
        actorKind: 'system',
        workspaceId: owner.workspaceId,
        detail: { secretId: oldId, because: 'firstUse' },
      },
    ]);
  });

  it('keeps the old one while calls with the new one do not pass the checks of the key', async () => {
    const { owner, keyId, old, next } = await rotate('firstUse');
    const allowlist = [{ network: '192.0.2.1/32', note: '' }];
    granted(await setAllowlist(owner, { keyId, allowlist }));
    expect((await get(next)).status).toBe(403);
    granted(await setAllowlist(owner, { keyId, allowlist: [] }));
    expect((await get(old)).status).toBe(200);
  });

  it('shows which of its secrets is still in use', async () => {
    const another = await startGateway();
    const { keyId, old, oldId, next } = await rotate('24h');
    for (const secret of [old, next, next]) await another.call(secret, 'GET', '/account');
    await another.close();
    const secrets = await db().apiKeySecret.findMany({
      where: { apiKeyId: keyId },
      include: { usage: true, lastUse: true },
      orderBy: { createdAt: 'asc' },
    });
    expect(secrets[0]?.id).toBe(oldId);
    const seen = secrets.map(({ lastUse, usage }) => {
      expect(usage.every(({ hour }) => hour.getTime() % HOUR === 0)).toBe(true);
      const calls = usage.reduce((sum, hour) => sum + hour.calls, 0);
      return [lastUse?.address, calls];
    });
    expect(seen).toEqual([
      ['127.0.0.1', 1],
      ['127.0.0.1', 2],
    ]);
    const usage = await db().apiKeyUsage.findMany({ where: { apiKeyId: keyId } });
    expect(usage.reduce((sum, { calls }) => sum + calls, 0)).toBe(3);
  });

  it('stops calls in flight: a call with the old secret does not take effect after it was retired', async () => {
    const { owner, keyId, old, oldId } = await rotate('untilRetired');
    const { workspaceId } = owner;
    const sent = await db().$transaction(async (tx) => {
      // Keeps the send where it is: its key is known, and its transaction waits for the workspace.
      await tx.$queryRaw`SELECT 1 FROM workspaces WHERE id = ${workspaceId} FOR UPDATE`;
      const sending = gateway.call(old, 'POST', '/messages', { to: '+31612345678', text: 'Hello' });
      await expect.poll(waitingForLocks).toBeGreaterThan(0);
      granted(await retireSecret(owner, { keyId, secretId: oldId }));
      return { sending };
    });
    expect(await sent.sending).toMatchObject({ status: 401, body: { code: 'INVALID_API_KEY' } });
    expect(await db().message.count({ where: { workspaceId } })).toBe(0);
  });

  it('waits for a call that has begun to take effect', async () => {
    const { owner, keyId, oldId } = await rotate('untilRetired');
    const actor: ApiKeyActor = {
      kind: 'apiKey',
      keyId,
      secretId: oldId,
      workspaceId: owner.workspaceId,
      environment: 'sandbox',
      scope: null,
      address: null,
    };
    let retired = false;
    const retiring = await transactPrepared(async (tx) => {
      expect((await lockKeyForUse(tx, actor)).ok).toBe(true);
      const retirement = retireSecret(owner, { keyId, secretId: oldId }).then(granted);
      retirement.then(() => (retired = true));
      await expect.poll(waitingForLocks).toBeGreaterThan(0);
      expect(retired).toBe(false);
      return { ok: true, retirement };
    });
    await retiring.retirement;
    expect(retired).toBe(true);
  });
});
