import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MINUTE, SECOND, setClockOffset } from '@/lib/clock';
import { sha256 } from '@/lib/crypto';
import { db } from '@/lib/db/client';
import type { ApiKeyActor } from '@/lib/domain/actor';
import { httpCarrier } from '@/lib/domain/carrier/http';
import { dispatchMessages, dispatchVoiceCalls } from '@/lib/domain/delivery/dispatch';
import { expireOverdue } from '@/lib/domain/delivery/expire';
import type { IdempotentRequest } from '@/lib/domain/idempotency/idempotent-request';
import { listMessages } from '@/lib/domain/messages/list';
import { checkVerification } from '@/lib/domain/verifications/check';
import {
  CALLER,
  CLIENT,
  RECIPIENT_ANYWHERE,
  RECIPIENT_HOURLY,
} from '@/lib/domain/verifications/limit-starts';
import { readVerification } from '@/lib/domain/verifications/read';
import { startVerification } from '@/lib/domain/verifications/start';
import { overrideEnv } from '@/lib/env';
import { granted } from '@/lib/testing/factories/api-keys';
import { mailsTo } from '@/lib/testing/factories/mails';
import { queued } from '@/lib/testing/factories/messages';
import {
  check,
  MONEY,
  mailedCode,
  makeLive,
  makeSandbox,
  newEmail,
  newNumber,
  start,
} from '@/lib/testing/factories/verifications';
import { readMoney } from '@/lib/testing/factories/wallet';
import { CARRIER_SECRET, startCarrier, type TestCarrier } from '@/lib/testing/servers/carrier';

const PRICE = 80_000n;

let carrier: TestCarrier;
beforeAll(async () => {
  carrier = await startCarrier();
  overrideEnv({ CARRIER_URL: carrier.url, CARRIER_SECRET });
});
afterAll(async () => {
  overrideEnv({ CARRIER_URL: '', CARRIER_SECRET: '' });
  await carrier.close();
});

/** Submits what is due, and returns the code in the text that the carrier got for a number. */
async function receive(number: string): Promise<string> {
  await dispatchMessages('live', 100, httpCarrier(carrier.url, CARRIER_SECRET, 2 * SECOND));
  const text = carrier.posts.findLast(({ to }) => to === number)?.text;
  const code = /\d{4,10}/.exec(text ?? '')?.[0];
  if (code === undefined) throw new Error('No code arrived.');
  return code;
}

/** Everything that the database stores, as text. */
async function dump(): Promise<string> {
  const tables = [
    'verifications',
    'messages',
    'voice_calls',
    'mails',
    'audit_events',
    'idempotency_records',
    'webhook_events',
  ];
  const rows = await Promise.all(
    tables.map((table) =>
      db().$queryRawUnsafe<unknown[]>(`SELECT row_to_json(r)::text AS row FROM ${table} r`),
    ),
  );
  return JSON.stringify(rows);
}

function requestOf({ workspaceId, environment }: ApiKeyActor, operation: string): IdempotentRequest<unknown> {
  const toResponse = (value: unknown) => ({
    status: 201,
    contentType: 'application/json',
    body: JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? String(each) : each)),
  });
  return { workspaceId, environment, operation, key: 'sign-in-1', requestHash: sha256('{}'), toResponse };
}

describe('a code by voice', () => {
  beforeAll(() => overrideEnv({ CARRIER_CALLS_URL: carrier.url }));
  afterAll(() => overrideEnv({ CARRIER_CALLS_URL: '' }));

  it('is read aloud digit by digit, costs what the call costs, and is stored nowhere', async () => {
    const actor = await makeLive();
    const to = newNumber();
    const { id, messageId, voiceCallId, price } = await start(actor, {
      to,
      channel: 'voice',
      codeLength: 10,
    });
    expect([messageId, price.amount]).toEqual([null, 2n * PRICE]);
    const waiting = await db().voiceCall.findUniqueOrThrow({ where: { id: voiceCallId ?? '' } });
    expect(waiting.text).toMatch(/ code is \*{10}\. It expires in 10 minutes\.$/);
    const beforeCalling = await dump();
    await dispatchVoiceCalls('live', 100, httpCarrier(carrier.url, CARRIER_SECRET, 2 * SECOND));
    const spoken = carrier.calls.findLast((call) => call.to === to)?.text ?? '';
    const [, digits = '', repeated] =
      /code is: ((?:\d\. ){10})Again, your code is: ((?:\d\. ){10})It expires in 10 minutes\.$/.exec(
        spoken,
      ) ?? [];
    expect(repeated).toBe(digits);
    const code = digits.replace(/\D/g, '');
    for (const stored of [beforeCalling, await dump()]) {
      expect(stored).not.toContain(code);
      expect(stored).not.toContain(digits.trim());
    }
    expect(await db().voiceCall.findUniqueOrThrow({ where: { id: voiceCallId ?? '' } })).toMatchObject({
      ...{ status: 'ringing', sealedText: null },
    });
    expect(await check(actor, { id, code })).toBe(true);
    expect(granted(await readVerification(actor, { id }))).toMatchObject({ voiceCallId, price });
  });

  it('is not in what we keep of an error that quotes it, and expires with its call', async () => {
    const actor = await makeLive();
    const { voiceCallId } = await start(actor, { to: newNumber(), channel: 'voice', expiresInMinutes: 1 });
    const lastError = async () => {
      await dispatchVoiceCalls('live', 100, {
        askAfterMs: null,
        submit: async ({ text }) => ({ outcome: 'failed' as const, reason: `cannot say "${text}"` }),
      });
      return db().voiceCall.findUniqueOrThrow({ where: { id: voiceCallId ?? '' } });
    };
    expect((await lastError()).lastError).toMatch(
      / code is: (?:\*\. ){6}Again, your code is: (?:\*\. ){6}It /,
    );
    setClockOffset(MINUTE);
    await expireOverdue();
    expect(await lastError()).toMatchObject({ status: 'expired', attempts: 1, sealedText: null });
    expect((await readMoney(actor.workspaceId)).live.balance).toBe(MONEY);
  });
});

describe('a code by SMS', () => {
  it('goes to the carrier, costs what the message costs, and is stored nowhere', async () => {
    const actor = await makeLive();
    const to = newNumber();
    const { id, messageId, price } = await start(actor, {
      to,
      from: 'Acme',
      purpose: 'sign-in',
      codeLength: 10,
    });
    expect(price).toEqual({ amount: PRICE, currency: 'EUR' });
    expect((await readMoney(actor.workspaceId)).live).toEqual({
      balance: MONEY - PRICE,
      ledger: MONEY - PRICE,
    });
    const waiting = await db().message.findFirstOrThrow({ where: { id: messageId ?? '' } });
    expect(waiting.text).toMatch(/ code is \*{10}\. It expires in 10 minutes\.$/);
    expect(waiting.sealedText).not.toBeNull();
    const beforeSending = await dump();
    const code = await receive(to);
    expect(beforeSending).not.toContain(code);
    expect(await dump()).not.toContain(code);
    const [listed] = granted(await listMessages(actor, { to })).messages;
    expect(listed).toMatchObject({ id: messageId, status: 'sent', text: waiting.text, segments: 1 });
    expect((await db().message.findFirstOrThrow({ where: { id: messageId ?? '' } })).sealedText).toBeNull();

    expect(await check(actor, { id, code })).toBe(true);
    expect(granted(await readVerification(actor, { id }))).toMatchObject({
      status: 'verified',
      recipient: to,
      purpose: 'sign-in',
      attempts: 1,
      price: { amount: PRICE },
    });
    const events = await db().auditEvent.findMany({ where: { targetId: id }, orderBy: { id: 'asc' } });
    expect(events).toMatchObject([
      { action: 'verifications.start', actorId: actor.keyId, detail: { channel: 'sms' } },
      { action: 'verifications.check', actorId: actor.keyId, detail: { verified: true } },
    ]);
  });

  it.each([422, 503])('is not in what we keep of an error that quotes it, such as %i', async (status) => {
    const actor = await makeLive();
    const to = newNumber();
    const { messageId } = await start(actor, { to, codeLength: 10 });
    const quoting = {
      askAfterMs: null,
      submit: async ({ text }: { text: string | null }) => ({
        outcome: status === 422 ? ('refused' as const) : ('failed' as const),
        reason: `The carrier answered ${status}: cannot send "${text}"`,
      }),
    };
    await dispatchMessages('live', 100, quoting);
    const { lastError } = await db().message.findFirstOrThrow({ where: { id: messageId ?? '' } });
    expect(lastError).toMatch(new RegExp(`^The carrier answered ${status}: .* code is \\*{10}\\.`));
    await db().message.updateMany({ where: { status: 'queued' }, data: { nextStepAt: null } });
  });

  it('is not sent after it has expired, and is refunded', async () => {
    const actor = await makeLive();
    const to = newNumber();
    const { messageId } = await start(actor, { to, expiresInMinutes: 1 });
    setClockOffset(MINUTE);
    await expect(receive(to)).rejects.toThrow('No code arrived.');
    await expireOverdue();
    expect(await db().message.findFirstOrThrow({ where: { id: messageId ?? '' } })).toMatchObject({
      status: 'expired',
      attempts: 0,
      sealedText: null,
    });
    expect((await readMoney(actor.workspaceId)).live).toEqual({ balance: MONEY, ledger: MONEY });
  });

  it('is sent once, however often the request is repeated, and no repeated response contains it', async () => {
    const actor = await makeLive();
    const to = newNumber();
    const input = { to };
    const request = requestOf(actor, 'verifications.start');
    const first = await Promise.all(
      Array.from({ length: 5 }, () => startVerification(actor, input, request)),
    );
    expect(first.filter((result) => 'value' in result)).toHaveLength(1);
    const repeated = await startVerification(actor, input, request);
    const code = await receive(to);
    expect(carrier.posts.filter((post) => post.to === to)).toHaveLength(1);
    expect(repeated).toMatchObject({ stored: { status: 201 } });
    expect(JSON.stringify('stored' in repeated ? repeated.stored : '')).not.toContain(code);

    const checking = requestOf(actor, 'verifications.check');
    expect(queued(await checkVerification(actor, { to, code }, checking))).toEqual({ verified: true });
    expect(await checkVerification(actor, { to, code }, checking)).toMatchObject({
      stored: { body: '{"verified":true}' },
    });
    expect(await check(actor, { to, code })).toBe(false);
  });
});

describe('a code by email', () => {
  it('is free, and is in the text only', async () => {
    const actor = await makeLive();
    const email = newEmail();
    const { id, price, messageId } = await start(actor, { email: email.toUpperCase(), codeLength: 8 });
    expect([price.amount, messageId]).toEqual([0n, null]);
    const code = await mailedCode(email);
    expect(code).toHaveLength(8);
    expect(await dump()).not.toContain(code);
    expect(await check(actor, { id, code: `${code.slice(0, 4)} ${code.slice(4)}` })).toBe(true);
  });

  it('names the workspace, unless its name could advertise', async () => {
    const actor = await makeLive();
    const named = async (name: string) => {
      await db().workspace.update({ where: { id: actor.workspaceId }, data: { name } });
      const email = newEmail();
      await start(actor, { email, expiresInMinutes: 120 });
      return (await mailsTo(email))[0];
    };
    expect(await named('Müller & Söhne')).toMatchObject({
      subject: 'Your Müller & Söhne code',
      text: expect.stringMatching(/^Your Müller & Söhne code is \d{6}\. It expires in 2 hours\.\n/),
    });
    for (const name of [
      'Win at evil.example',
      'https://evil',
      'Call 0800123456',
      'Win call 0800 1234 5678',
      '０８００１２３',
    ]) {
      expect(await named(name)).toMatchObject({ subject: 'Your Keydesk code' });
    }
  });
});

describe('the limits', () => {
  const limited = (of: string) => ({
    refusal: { code: 'RATE_LIMITED', retryAfterSeconds: expect.any(Number), detail: { of } },
  });

  it('bound the codes to a recipient, whatever the purpose; a refused one changes and costs nothing', async () => {
    const actor = await makeLive();
    const to = newNumber();
    let code = '';
    for (let n = 0; n < RECIPIENT_HOURLY.codes; n++) {
      await start(actor, { to, purpose: `purpose ${n}` });
      code = await receive(to);
    }
    const { live } = await readMoney(actor.workspaceId);
    const refused = await startVerification(actor, { to, purpose: 'purpose 4' });
    expect(refused).toMatchObject(limited('recipient'));
    expect((await readMoney(actor.workspaceId)).live).toEqual(live);
    expect(await db().message.count({ where: { recipient: to } })).toBe(RECIPIENT_HOURLY.codes);
    await start(actor, { to: newNumber() });
    expect(await check(actor, { to, purpose: 'purpose 4', code })).toBe(true);
  });

  it('bound the codes to a recipient from many workspaces together', async () => {
    const email = newEmail();
    const workspaces = RECIPIENT_ANYWHERE.codes / RECIPIENT_HOURLY.codes;
    for (let n = 0; n < workspaces; n++) {
      const actor = await makeLive();
      for (let m = 0; m < RECIPIENT_HOURLY.codes; m++) await start(actor, { email });
    }
    const tagged = email.replace('@', '+again@');
    expect(await startVerification(await makeLive(), { email: tagged })).toMatchObject(limited('recipient'));
  });

  it('bound the codes for one client, and for one caller that names none', async () => {
    const actor = await makeLive();
    const clientAddress = '203.0.113.7';
    for (let n = 0; n < CLIENT.codes; n++) await start(actor, { email: newEmail(), clientAddress });
    const mapped = { email: newEmail(), clientAddress: `::ffff:${clientAddress}` };
    expect(await startVerification(actor, mapped)).toMatchObject(limited('client'));
    await start(actor, { email: newEmail(), clientAddress: '203.0.113.8' });

    const other = { ...(await makeLive()), address: '2001:db8:1:2::1' };
    for (let n = 0; n < CALLER.codes; n++) await start(other, { email: newEmail() });
    const neighbor = { ...(await makeLive()), address: '2001:db8:1:2::ffff' };
    expect(await startVerification(neighbor, { email: newEmail() })).toMatchObject(limited('client'));
  });
});

it.each([
  [{}, { to: 'Give a phone number or an email address, and not both.' }],
  [{ to: '+31612345678', email: 'a@example.test' }, { to: expect.any(String) }],
  [{ to: '0612345678' }, { to: expect.stringContaining('E.164') }],
  [{ to: '+31612345678', channel: 'email' }, { channel: 'This channel needs an email address.' }],
  [{ email: 'a@example.test', channel: 'sms' }, { channel: 'This channel needs a phone number.' }],
  [{ email: 'a@example.test', from: 'Acme' }, { from: expect.any(String) }],
  [{ to: '+31612345678', channel: 'telegram' }, { channel: expect.stringContaining('not connected') }],
  [{ to: '+31612345678', codeLength: 3 }, { codeLength: expect.any(String) }],
  [{ to: '+31612345678', codeLength: 11 }, { codeLength: expect.any(String) }],
  [{ to: '+31612345678', expiresInMinutes: 0 }, { expiresInMinutes: expect.any(String) }],
  [{ to: '+31612345678', expiresInMinutes: 1441 }, { expiresInMinutes: expect.any(String) }],
  [{ to: '+31612345678', purpose: 'x'.repeat(33) }, { purpose: expect.any(String) }],
  [{ to: '+31612345678', clientAddress: 'here' }, { clientAddress: expect.any(String) }],
])('refuses a start with %j', async (input, fields) => {
  expect(await startVerification(await makeSandbox(), input)).toMatchObject({
    refusal: { code: 'INVALID_REQUEST', fields },
  });
});

it('refuses channels that are not connected, and live SMS without a carrier', async () => {
  const actor = await makeLive();
  expect(
    (await start(await makeSandbox(), { to: newNumber(), channel: 'voice' })).voiceCallId,
  ).not.toBeNull();
  for (const channel of ['voice', 'whatsapp']) {
    expect(await startVerification(actor, { to: newNumber(), channel })).toMatchObject({
      refusal: { code: 'CHANNEL_NOT_CONNECTED' },
    });
  }
  overrideEnv({ CARRIER_URL: '', CARRIER_SECRET: '' });
  expect(await startVerification(actor, { to: newNumber() })).toMatchObject({
    refusal: { code: 'CARRIER_NOT_CONFIGURED' },
  });
  overrideEnv({ CARRIER_URL: carrier.url, CARRIER_SECRET });
});
