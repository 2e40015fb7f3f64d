import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { type ApiKeyActor, type MemberActor, SYSTEM } from '@/lib/domain/actor';
import { revokeApiKey } from '@/lib/domain/api-keys/revoke';
import { priceTestMessage } from '@/lib/domain/test-messages/price';
import { sendTestMessage } from '@/lib/domain/test-messages/send';
import { overrideEnv } from '@/lib/env';
import { granted } from '@/lib/testing/factories/api-keys';
import { makeCaller } from '@/lib/testing/factories/callers';
import { approvedBy, impersonate, makeImpersonation, makeStaff } from '@/lib/testing/factories/impersonation';
import { makeMember } from '@/lib/testing/factories/members';
import { giveMoney, readMoney } from '@/lib/testing/factories/wallet';
import { CARRIER_SECRET } from '@/lib/testing/servers/carrier';

const NL = '+31612345678';
const PRICE = 80_000n;
const MONEY = 1_000_000n;
const SCOPE = { scope: 'messages.send' };

let owner: MemberActor;
let sandbox: ApiKeyActor;
let live: ApiKeyActor;

beforeEach(async () => {
  overrideEnv({ CARRIER_URL: 'http://127.0.0.1:9/', CARRIER_SECRET });
  ({ owner, actor: sandbox } = await makeCaller({ money: MONEY }));
  ({ actor: live } = await makeCaller({ owner, environment: 'live' }));
  await giveMoney(owner.workspaceId, MONEY, 'live');
  return () => overrideEnv({ CARRIER_URL: '', CARRIER_SECRET: '' });
});

const inputFor = ({ keyId }: ApiKeyActor, more: object = {}) => ({
  ...{ keyId, to: NL, text: 'Hello', token: randomUUID() },
  ...more,
});

const send = (key: ApiKeyActor, more: object = {}, actor = owner) =>
  sendTestMessage(actor, inputFor(key, more), SCOPE);

const priceOf = (key: ApiKeyActor, more: object = {}) =>
  priceTestMessage(owner, { keyId: key.keyId, to: NL, text: 'Hello', ...more });

const messages = () => db().message.findMany({ where: { workspaceId: owner.workspaceId } });

describe('a test message', () => {
  it('is sent with a key, charged, and audited as the act of the member', async () => {
    const { id } = granted(await send(live, { from: 'Acme' }));
    expect(await messages()).toMatchObject([
      { id, environment: 'live', apiKeyId: live.keyId, sender: 'Acme', requestId: null, price: PRICE },
    ]);
    const left = MONEY - PRICE;
    expect((await readMoney(owner.workspaceId)).live).toEqual({ balance: left, ledger: left });
    expect(await db().apiKeySpend.findMany({ where: { apiKeyId: live.keyId } })).toMatchObject([
      { amount: PRICE },
    ]);
    const audited = { workspaceId: owner.workspaceId, action: 'messages.send_test' };
    expect(await db().auditEvent.findMany({ where: audited })).toMatchObject([
      { actorKind: 'member', actorId: owner.userId, targetId: id, detail: { keyId: live.keyId } },
    ]);
  });

  it('is sent once, however often its form is', async () => {
    const input = inputFor(sandbox);
    const results = await Promise.all([1, 2].map(() => sendTestMessage(owner, input, SCOPE)));
    const again = granted(await sendTestMessage(owner, input, SCOPE));
    for (const result of results) if (result.ok) expect(result.value).toEqual(again);
    expect(await messages()).toHaveLength(1);
    expect(await sendTestMessage(owner, { ...input, text: 'Other' }, SCOPE)).toMatchObject({
      refusal: { code: 'IDEMPOTENCY_KEY_REUSED' },
    });
  });

  it('costs what was shown before, and does nothing before', async () => {
    const long = 'x'.repeat(161);
    expect(granted(await priceOf(live, { text: long }))).toEqual({
      to: NL,
      segments: 2,
      price: { amount: 2n * PRICE, currency: 'EUR' },
      balance: { amount: MONEY, currency: 'EUR' },
    });
    expect(await messages()).toEqual([]);
    granted(await send(live, { text: long }));
    expect((await messages()).map(({ price }) => price)).toEqual([2n * PRICE]);
  });

  it('obeys what the key may do', async () => {
    const { actor: reader } = await makeCaller({ owner, scopes: ['messages.read'] });
    expect(await send(reader)).toMatchObject({ refusal: { code: 'FORBIDDEN' } });
    await db().apiKey.update({ where: { id: live.keyId }, data: { countries: ['BE'] } });
    expect(await send(live)).toMatchObject({ refusal: { code: 'DESTINATION_NOT_ALLOWED' } });
    granted(await revokeApiKey(owner, { keyId: sandbox.keyId }));
    expect(await send(sandbox)).toMatchObject({ refusal: { fields: { keyId: expect.any(String) } } });
    expect(await messages()).toEqual([]);
  });

  it.each([
    [{ to: '12' }, 'to'],
    [{ text: '' }, 'text'],
    [{ from: 'A sender that is far too long' }, 'from'],
  ])('refuses %o', async (wrong, field) => {
    expect(await send(sandbox, wrong)).toMatchObject({
      refusal: { fields: { [field]: expect.any(String) } },
    });
  });

  it('needs a carrier and money', async () => {
    expect(await send(live, { text: 'x'.repeat(1_600) })).toMatchObject({ ok: true });
    expect(await send(live, { text: 'x'.repeat(1_600) })).toMatchObject({
      refusal: { code: 'INSUFFICIENT_BALANCE' },
    });
    overrideEnv({ CARRIER_URL: '', CARRIER_SECRET: '' });
    expect(await send(live)).toMatchObject({ refusal: { code: 'CARRIER_NOT_CONFIGURED' } });
  });

  it('is for roles that manage keys of the environment', async () => {
    const { workspaceId } = owner;
    const forbidden = { refusal: { code: 'FORBIDDEN' } };
    for (const role of ['admin', 'developer', 'viewer'] as const) {
      const member = await makeMember(role, { workspaceId });
      const ofLive = await send(live, {}, member);
      const ofSandbox = await send(sandbox, {}, member);
      expect([ofLive.ok, ofSandbox.ok]).toEqual([role === 'admin', role !== 'viewer']);
      if (!ofLive.ok) expect(ofLive).toMatchObject(forbidden);
      if (!ofSandbox.ok) expect(ofSandbox).toMatchObject(forbidden);
    }
    const unverified = await makeMember('owner', { workspaceId, emailVerified: false });
    expect(await send(live, {}, unverified)).toMatchObject({ refusal: { code: 'EMAIL_NOT_VERIFIED' } });
    expect(await sendTestMessage(SYSTEM, inputFor(sandbox), SCOPE)).toMatchObject(forbidden);
    const impersonation = await makeImpersonation(await makeStaff(), owner, approvedBy(owner));
    const support = impersonate(owner, impersonation, 'act');
    expect(await sendTestMessage(support, inputFor(sandbox), SCOPE)).toMatchObject({
      refusal: { code: 'NOT_FOR_SUPPORT' },
    });
  });

  it('is not sent with a key of another workspace', async () => {
    const other = await makeMember();
    expect(await send(sandbox, {}, other)).toMatchObject({ refusal: { code: 'NOT_FOUND' } });
    expect(await priceTestMessage(other, { keyId: sandbox.keyId, to: NL, text: 'Hello' })).toMatchObject({
      refusal: { code: 'NOT_FOUND' },
    });
    expect(await messages()).toEqual([]);
  });

  it('is not sent by somebody who was removed meanwhile', async () => {
    await db().membership.delete({
      where: { workspaceId_userId: { workspaceId: owner.workspaceId, userId: owner.userId } },
    });
    expect(await send(sandbox)).toMatchObject({ refusal: { code: 'UNAUTHENTICATED' } });
    expect(await messages()).toEqual([]);
  });
});
