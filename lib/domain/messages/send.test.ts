import { describe, expect, it, vi } from 'vitest';
import { db } from '@/lib/db/client';
import { type ApiKeyActor, SYSTEM } from '@/lib/domain/actor';
import { revokeApiKey } from '@/lib/domain/api-keys/revoke';
import { changeScopes } from '@/lib/domain/key-settings/change-scopes';
import { getMessage } from '@/lib/domain/messages/get';
import { MAGIC_NUMBERS } from '@/lib/domain/messages/magic-numbers';
import { sendMessages } from '@/lib/domain/messages/send';
import { isUnavailable } from '@/lib/domain/unavailable';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { granted } from '@/lib/testing/factories/api-keys';
import { makeCaller } from '@/lib/testing/factories/callers';
import { makeMember } from '@/lib/testing/factories/members';
import { sent } from '@/lib/testing/factories/messages';
import { giveMoney, readMoney } from '@/lib/testing/factories/wallet';
import { openConnection } from '@/lib/testing/servers/database';

const PRICE = 80_000n;
const PATIENCE = { timeout: 15_000 };
const hello = { to: '+31612345678', text: 'Hello' };

function messagesOf(actor: ApiKeyActor) {
  return db().message.findMany({ where: { workspaceId: actor.workspaceId }, orderBy: { recipient: 'asc' } });
}

function auditOf(actor: ApiKeyActor) {
  return db().auditEvent.findMany({ where: { workspaceId: actor.workspaceId, action: 'messages.send' } });
}

describe('sendMessages', () => {
  it('stores, debits and audits together', async () => {
    const { actor } = await makeCaller({ money: 1_000_000n });
    const [message] = sent(await sendMessages(actor, { ...hello, from: 'Keydesk' }));
    expect(message).toMatchObject({
      status: 'queued',
      to: '+31612345678',
      from: 'Keydesk',
      text: 'Hello',
      segments: 1,
      price: { amount: PRICE, currency: 'EUR' },
    });
    expect(await readMoney(actor.workspaceId)).toMatchObject({
      sandbox: { balance: 920_000n, ledger: 920_000n },
    });
    expect(await auditOf(actor)).toMatchObject([
      { actorKind: 'apiKey', actorId: actor.keyId, targetId: message?.id, address: actor.address },
    ]);
  });

  it('stores, returns and charges a number in E.164, in whatever spelling it was sent', async () => {
    const { actor } = await makeCaller({ money: 1_000_000n });
    const number = '+447911123456';
    for (const to of [number, '+4407911123456', ` ${number} `]) {
      expect(sent(await sendMessages(actor, { ...hello, to }))).toMatchObject([
        { to: number, price: { amount: 40_000n } },
      ]);
    }
    const rows = await messagesOf(actor);
    expect(rows.map(({ recipient }) => recipient)).toEqual([number, number, number]);
    expect(await sendMessages(actor, { ...hello, to: [number, '+4407911123456'] })).toMatchObject({
      refusal: { fields: { 'to.1': 'This number is in the list already.' } },
    });
    expect(await readMoney(actor.workspaceId)).toMatchObject({
      sandbox: { balance: 880_000n, ledger: 880_000n },
    });
  });

  it('recognizes the magic numbers with a national prefix', async () => {
    const { actor } = await makeCaller({ money: 1_000_000n });
    expect(await sendMessages(actor, { ...hello, to: '+115005550104' })).toMatchObject({
      refusal: { code: 'SENDER_NOT_APPROVED' },
    });
  });

  it('sends to all recipients or to none', async () => {
    const { actor } = await makeCaller({ money: 200_000n });
    const three = { ...hello, to: ['+31612345678', '+31612345679', '+31612345680'] };
    expect(await sendMessages(actor, three)).toMatchObject({
      refusal: {
        code: 'INSUFFICIENT_BALANCE',
        detail: { balance: '0.2000', price: '0.2400', currency: 'EUR', messages: 3, segments: 3 },
      },
    });
    expect(await messagesOf(actor)).toEqual([]);
    expect(await auditOf(actor)).toEqual([]);
    expect(await readMoney(actor.workspaceId)).toMatchObject({
      sandbox: { balance: 200_000n, ledger: 200_000n },
    });

    await giveMoney(actor.workspaceId, 40_000n);
    const messages = sent(await sendMessages(actor, three));
    expect(messages.map(({ to }) => to)).toEqual(three.to);
    expect(await auditOf(actor)).toMatchObject([{ targetId: null, detail: { messages: 3 } }]);
    expect(await readMoney(actor.workspaceId)).toMatchObject({ sandbox: { balance: 0n, ledger: 0n } });
  });

  it('never spends more than the balance with many sends at once', async () => {
    const affordable = 5;
    const { actor } = await makeCaller({ money: PRICE * BigInt(affordable) + 30_000n });
    const results = await Promise.all(
      Array.from({ length: affordable * 5 }, () => sendMessages(actor, hello)),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(affordable);
    expect(await messagesOf(actor)).toHaveLength(affordable);
    expect(await readMoney(actor.workspaceId)).toMatchObject({
      sandbox: { balance: 30_000n, ledger: 30_000n },
    });
  });

  it('refuses live keys without a carrier, and charges nothing', async () => {
    const { actor } = await makeCaller({ environment: 'live' });
    await giveMoney(actor.workspaceId, 1_000_000n, 'live');
    expect(await sendMessages(actor, hello)).toMatchObject({ refusal: { code: 'CARRIER_NOT_CONFIGURED' } });
    expect(await messagesOf(actor)).toEqual([]);
    expect(await readMoney(actor.workspaceId)).toMatchObject({
      live: { balance: 1_000_000n, ledger: 1_000_000n },
    });
  });

  it('refuses anyone but a key', async () => {
    for (const actor of [SYSTEM, await makeMember()]) {
      expect(await sendMessages(actor, hello)).toMatchObject({ refusal: { code: 'FORBIDDEN' } });
      expect(await getMessage(actor, { id: 'msg_1' })).toMatchObject({ refusal: { code: 'FORBIDDEN' } });
    }
  });

  it.each([
    [MAGIC_NUMBERS.insufficientBalance, 'INSUFFICIENT_BALANCE', undefined],
    [MAGIC_NUMBERS.senderNotApproved, 'SENDER_NOT_APPROVED', undefined],
    [MAGIC_NUMBERS.rateLimited, 'RATE_LIMITED', 60],
  ])('refuses to send to %s with %s', async (to, code, retryAfterSeconds) => {
    const { actor } = await makeCaller({ money: 1_000_000n });
    expect(await sendMessages(actor, { ...hello, to: [hello.to, to] })).toMatchObject({
      refusal: { code, ...(retryAfterSeconds && { retryAfterSeconds }) },
    });
    expect(await messagesOf(actor)).toEqual([]);
  });
});

describe('what a message costs', () => {
  const send = async (actor: ApiKeyActor, to: string[]) =>
    sent(await sendMessages(actor, { ...hello, to })).map(({ price }) => price.amount);

  it('is the price of its country, or else its calling code, or else all others, from the next call', async () => {
    const { actor } = await makeCaller({ money: 10_000_000n });
    const [canadian, american, newZealander] = ['+14165550123', '+12025550143', '+6421123456'];
    const to = [hello.to, canadian, american, newZealander];
    expect(await send(actor, to)).toEqual([PRICE, 10_000n, 10_000n, 100_000n]);
    const canada = { currency: 'EUR', channel: 'sms', destination: 'CA', network: '' } as const;
    await db().price.create({ data: { ...canada, amount: 35_001n } });
    await db().price.create({ data: { ...canada, network: '302220', amount: 1n } });
    expect(await send(actor, to)).toEqual([PRICE, 35_001n, 10_000n, 100_000n]);
    await db().price.deleteMany({ where: { destination: 'CA' } });
    expect(await send(actor, to)).toEqual([PRICE, 10_000n, 10_000n, 100_000n]);
    const spent = 3n * PRICE + (10_000n + 35_001n + 10_000n) + 3n * 10_000n + 3n * 100_000n;
    expect((await readMoney(actor.workspaceId)).sandbox).toEqual({
      balance: 10_000_000n - spent,
      ledger: 10_000_000n - spent,
    });
  });

  it('is in the currency of the workspace; without a price nothing is sent', async () => {
    const { actor } = await makeCaller({ money: 10_000_000n });
    await db().workspace.update({ where: { id: actor.workspaceId }, data: { currency: 'SEK' } });
    const price = { currency: 'SEK', channel: 'sms', destination: 'NL', amount: 900_000n } as const;
    await db().price.create({ data: price });
    expect(await send(actor, [hello.to])).toEqual([900_000n]);
    expect(await sendMessages(actor, { ...hello, to: [hello.to, '+4915123456789'] })).toMatchObject({
      refusal: { code: 'DESTINATION_NOT_SUPPORTED', message: expect.stringContaining('+4915123456789') },
    });
    expect(await messagesOf(actor)).toHaveLength(1);
  });
});

/** How many connections wait for a lock that another holds. */
async function waiting(): Promise<number> {
  const rows = await db().$queryRaw<unknown[]>`
    SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  return rows.length;
}

describe('a key that ends while it sends', () => {
  it('does not commit a send that has not yet read it', async () => {
    const { actor, owner } = await makeCaller({ money: 1_000_000n });
    const other = await openConnection();
    await other.query('BEGIN');
    await other.query('SELECT 1 FROM workspaces WHERE id = $1 FOR UPDATE', [actor.workspaceId]);
    const sending = sendMessages(actor, hello);
    await vi.waitFor(async () => expect(await waiting()).toBe(1), PATIENCE);
    expect(await revokeApiKey(owner, { keyId: actor.keyId })).toMatchObject({ ok: true });
    await other.query('COMMIT');
    await other.end();

    expect(await sending).toMatchObject({ refusal: { code: 'INVALID_API_KEY' } });
    expect(await messagesOf(actor)).toEqual([]);
    expect(await readMoney(actor.workspaceId)).toMatchObject({
      sandbox: { balance: 1_000_000n, ledger: 1_000_000n },
    });
  });

  it('does not commit a send whose scope was removed before it was read', async () => {
    const { actor, owner } = await makeCaller({ money: 1_000_000n });
    const other = await openConnection();
    await other.query('BEGIN');
    await other.query('SELECT 1 FROM workspaces WHERE id = $1 FOR UPDATE', [actor.workspaceId]);
    const sending = sendMessages(actor, hello);
    await vi.waitFor(async () => expect(await waiting()).toBe(1), PATIENCE);
    granted(
      await changeScopes(
        owner,
        { keyId: actor.keyId, scopes: ['balance.read'] },
        keydesk.keys,
        keydesk.routes,
      ),
    );
    await other.query('COMMIT');
    await other.end();

    expect(await sending).toMatchObject({
      refusal: { code: 'FORBIDDEN', detail: { scope: 'messages.send' } },
    });
    expect(await messagesOf(actor)).toEqual([]);
  });

  it('lets a send that has read it commit first', async () => {
    const { actor, owner } = await makeCaller({ money: 1_000_000n });
    const other = await openConnection();
    await other.query('BEGIN');
    await other.query('LOCK TABLE ledger_entries IN SHARE MODE');
    const sending = sendMessages(actor, hello);
    await vi.waitFor(async () => expect(await waiting()).toBe(1), PATIENCE);
    const revoking = revokeApiKey(owner, { keyId: actor.keyId });
    await vi.waitFor(async () => expect(await waiting()).toBe(2), PATIENCE);
    await other.query('COMMIT');
    await other.end();

    expect(await sending).toMatchObject({ ok: true });
    expect(await revoking).toMatchObject({ ok: true });
    expect(await sendMessages(actor, hello)).toMatchObject({ refusal: { code: 'INVALID_API_KEY' } });
  });

  it('can be revoked during continuous sends', async () => {
    const { actor, owner } = await makeCaller({ money: 10_000_000_000n });
    let revoked = false;
    let last = 0;
    const sendOn = async () => {
      for (;;) {
        const result = await sendMessages(actor, hello);
        if (!result.ok) return result.refusal.code;
        if (revoked) last += 1;
      }
    };
    const senders = Array.from({ length: 8 }, sendOn);
    await vi.waitFor(async () => expect((await messagesOf(actor)).length).toBeGreaterThan(20), PATIENCE);
    await revokeApiKey(owner, { keyId: actor.keyId });
    const committed = (await messagesOf(actor)).length;
    revoked = true;
    expect(new Set(await Promise.all(senders))).toEqual(new Set(['INVALID_API_KEY']));
    expect(last).toBeLessThanOrEqual(8);
    expect(await messagesOf(actor)).toHaveLength(committed);
  });
});

describe('many sends of one workspace', () => {
  it('do not block another workspace', async () => {
    const [{ actor: busy }, { actor: quiet }] = await Promise.all([
      makeCaller({ money: 10_000_000n }),
      makeCaller({ money: 1_000_000n }),
    ]);
    const other = await openConnection();
    await other.query('BEGIN');
    await other.query('SELECT 1 FROM workspaces WHERE id = $1 FOR UPDATE', [busy.workspaceId]);
    const sending = Array.from({ length: 20 }, () => sendMessages(busy, hello));

    expect(await sendMessages(quiet, hello)).toMatchObject({ ok: true });
    expect(await messagesOf(busy)).toEqual([]);
    await other.query('COMMIT');
    await other.end();
    for (const result of await Promise.all(sending)) expect(result).toMatchObject({ ok: true });
  });

  it('that wait too long are refused, and store nothing', async () => {
    const { actor } = await makeCaller({ money: 10_000_000n });
    const other = await openConnection();
    await other.query('BEGIN');
    await other.query('SELECT 1 FROM workspaces WHERE id = $1 FOR UPDATE', [actor.workspaceId]);
    const sending = Array.from({ length: 6 }, () => sendMessages(actor, hello).catch(isUnavailable));
    await vi.waitFor(() => expect(Promise.race(sending)).resolves.toBe(true), PATIENCE);
    await other.query('COMMIT');
    await other.end();
    const accepted = (await Promise.all(sending)).filter((result) => result !== true);
    expect(await messagesOf(actor)).toHaveLength(accepted.length);
  });
});

it('can be repeated after PostgreSQL ended it because of a deadlock, and stores nothing', async () => {
  const { actor } = await makeCaller({ money: 1_000_000n });
  sent(await sendMessages(actor, hello));
  const other = await openConnection();
  await other.query("SET deadlock_timeout = '1min'");
  await other.query('BEGIN');
  await other.query('UPDATE api_key_spend SET amount = amount WHERE api_key_id = $1', [actor.keyId]);
  const sending = sendMessages(actor, hello).catch(isUnavailable);
  await vi.waitFor(async () => expect(await waiting()).toBe(1), PATIENCE);
  await other.query('SELECT 1 FROM workspaces WHERE id = $1 FOR UPDATE', [actor.workspaceId]);
  await other.query('COMMIT');
  await other.end();
  expect(await sending).toBe(true);
  expect(await messagesOf(actor)).toHaveLength(1);
  expect(await readMoney(actor.workspaceId)).toMatchObject({
    sandbox: { balance: 920_000n, ledger: 920_000n },
  });
});
