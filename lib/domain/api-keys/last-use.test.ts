import { describe, expect, it } from 'vitest';
import { DAY, HOUR, now, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { type Actor, type MemberActor, SYSTEM } from '@/lib/domain/actor';
import { readOldSecret } from '@/lib/domain/api-keys/old-secret';
import { readApiKey } from '@/lib/domain/api-keys/read';
import { listRefusals } from '@/lib/domain/api-keys/refusals';
import { retireSecret } from '@/lib/domain/api-keys/retire-secret';
import { rotateApiKey } from '@/lib/domain/api-keys/rotate';
import { readUsage } from '@/lib/domain/api-keys/usage';
import type { Result } from '@/lib/errors';
import { newId } from '@/lib/ids';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { granted, makeKey } from '@/lib/testing/api-keys';
import { makeMember } from '@/lib/testing/factories';

const hourAgo = (hours: number) => new Date(Math.floor(now().getTime() / HOUR) * HOUR - hours * HOUR);

describe.each<[string, (actor: Actor, input: unknown) => Promise<Result<unknown>>]>([
  ['readApiKey', readApiKey],
  ['readUsage', readUsage],
  ['listRefusals', listRefusals],
  ['readOldSecret', readOldSecret],
])('%s', (_, read) => {
  it("is for every role of the key's own workspace, and nobody else", async () => {
    const owner = await makeMember();
    const { key } = await makeKey(owner);
    const input = { keyId: key.id };
    granted(await read(await makeMember('viewer', { workspaceId: owner.workspaceId }), input));
    expect(await read(await makeMember(), input)).toMatchObject({ refusal: { code: 'NOT_FOUND' } });
    expect(await read(SYSTEM, input)).toMatchObject({ refusal: { code: 'FORBIDDEN' } });
    for (const wrong of [{ keyId: 'key_1' }, { ...input, workspaceId: owner.workspaceId }, {}]) {
      expect(await read(owner, wrong)).toMatchObject({ refusal: { code: 'INVALID_REQUEST' } });
    }
  });
});

describe('readApiKey', () => {
  it('never shows a secret or its hash', async () => {
    const owner = await makeMember();
    const { key, secret, signingSecret } = await makeKey(owner, { requireSignatures: true });
    const text = JSON.stringify(granted(await readApiKey(owner, { keyId: key.id })));
    expect(text).not.toContain(secret);
    expect(text).not.toContain(signingSecret);
    expect(text).not.toMatch(/hash|sealed/i);
  });
});

describe('readUsage', () => {
  it('adds up each day by outcome, empty days included, today last', async () => {
    const owner = await makeMember();
    const { key } = await makeKey(owner);
    const { key: other } = await makeKey(owner);
    const today = Math.floor(Date.now() / DAY) * DAY;
    const row = (
      ms: number,
      status: number,
      calls: number,
      apiKeyId = key.id,
      operation = 'account.read',
    ) => ({
      apiKeyId,
      hour: new Date(today + ms),
      operation,
      status,
      calls,
    });
    await db().apiKeyUsage.createMany({
      data: [
        row(0, 200, 5),
        row(0, 200, 1, key.id, 'messages.send'),
        row(0, 201, 2),
        row(0, 429, 3),
        row(-HOUR, 503, 4),
        row(-DAY, 403, 6),
        row(-DAY - HOUR, 200, 7),
        row(-3 * DAY, 200, 1_000),
        row(0, 200, 1_000, other.id),
      ],
    });
    expect(granted(await readUsage(owner, { keyId: key.id, days: 3 }))).toEqual([
      { day: new Date(today - 2 * DAY), succeeded: 7, refused: 0, failed: 0 },
      { day: new Date(today - DAY), succeeded: 0, refused: 6, failed: 4 },
      { day: new Date(today), succeeded: 8, refused: 3, failed: 0 },
    ]);
    expect(granted(await readUsage(owner, { keyId: key.id }))).toHaveLength(30);
  });
});

describe('listRefusals', () => {
  const refusal = (apiKeyId: string, changes: object = {}) => ({
    id: newId('ref'),
    apiKeyId,
    at: new Date(),
    code: 'FORBIDDEN',
    operation: 'messages.send',
    address: '203.0.113.7',
    requestId: newId('req'),
    detail: { scope: 'messages.send' },
    ...changes,
  });

  it('shows the last 30 days, each with what to do and what fixes it', async () => {
    const owner = await makeMember();
    const { key } = await makeKey(owner);
    const { key: other } = await makeKey(owner);
    const row = refusal(key.id);
    await db().keyRefusal.createMany({
      data: [row, refusal(key.id, { at: new Date(Date.now() - 30 * DAY) }), refusal(other.id)],
    });
    const { apiKeyId: _, ...shown } = row;
    expect(granted(await listRefusals(owner, { keyId: key.id }))).toEqual({
      refusals: [
        {
          ...shown,
          advice: expect.stringContaining('scope'),
          fix: { kind: 'addScope', scope: 'messages.send' },
        },
      ],
      nextCursor: null,
    });
  });

  it('walks through all pages without a gap or a repeat, newest first', async () => {
    const owner = await makeMember();
    const { key } = await makeKey(owner);
    const at = new Date();
    await db().keyRefusal.createMany({ data: Array.from({ length: 50 }, () => refusal(key.id, { at })) });
    await db().keyRefusal.create({
      data: refusal(key.id, { id: 'ref_newest', at: new Date(at.getTime() + 1) }),
    });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = granted(await listRefusals(owner, { keyId: key.id, cursor }));
      seen.push(...page.refusals.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen[0]).toBe('ref_newest');
    expect(seen).toHaveLength(51);
    expect(new Set(seen).size).toBe(51);
    expect(await listRefusals(owner, { keyId: key.id, cursor: 'nonsense' })).toMatchObject({
      refusal: { code: 'INVALID_REQUEST' },
    });
  });
});

describe('readOldSecret', () => {
  async function startRotation(owner: MemberActor) {
    const { key } = await makeKey(owner);
    const input = { keyId: key.id };
    const { secretId } = granted(await readApiKey(owner, input));
    granted(await rotateApiKey(owner, { ...input, secretId, overlap: 'untilRetired' }, keydesk.keys));
    return { input, secretId };
  }

  it('is nothing while the key does not rotate', async () => {
    const owner = await makeMember();
    const { key } = await makeKey(owner);
    expect(granted(await readOldSecret(owner, { keyId: key.id }))).toBeNull();
    const { input, secretId } = await startRotation(owner);
    granted(await retireSecret(owner, { ...input, secretId }));
    expect(granted(await readOldSecret(owner, input))).toBeNull();
  });

  it('tells what still uses it, and when that has been nothing for a day', async () => {
    const owner = await makeMember();
    const { input, secretId } = await startRotation(owner);
    const traffic = async () => granted(await readOldSecret(owner, input));
    expect(await traffic()).toMatchObject({ secretId, callsLastDay: 0, lastUse: null, quiet: false });

    const lastUsedAt = new Date(Date.now() + HOUR);
    const hours = [
      { secretId, hour: hourAgo(0), calls: 10 },
      { secretId, hour: hourAgo(24), calls: 2 },
      { secretId, hour: hourAgo(25), calls: 1_000 },
    ];
    await db().apiKeySecretUsage.createMany({ data: hours });
    await db().apiKeySecret.update({
      where: { id: secretId },
      data: { lastUsedAt, lastUsedAddress: '203.0.113.7' },
    });
    expect(await traffic()).toMatchObject({
      callsLastHour: 10,
      callsLastDay: 12,
      lastUse: { at: lastUsedAt, address: '203.0.113.7' },
      quiet: false,
    });
    setClockOffset(DAY + HOUR / 2);
    expect(await traffic()).toMatchObject({ quiet: false });
    setClockOffset(DAY + 2 * HOUR);
    expect(await traffic()).toMatchObject({ quiet: true });
  });

  it('tells whether the new secret is in use', async () => {
    const owner = await makeMember();
    const { input } = await startRotation(owner);
    expect(granted(await readOldSecret(owner, input))).toMatchObject({ newSecretUsed: false });
    const { secretId: id } = granted(await readApiKey(owner, input));
    await db().apiKeySecret.update({ where: { id }, data: { lastUsedAt: new Date() } });
    expect(granted(await readOldSecret(owner, input))).toMatchObject({ newSecretUsed: true });
  });

  it('calls a secret quiet that was never used, a day after it was replaced', async () => {
    const owner = await makeMember();
    const { input } = await startRotation(owner);
    setClockOffset(DAY);
    expect(granted(await readOldSecret(owner, input))).toMatchObject({ quiet: true });
  });
});
