import { rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { giveMoney, readMoney } from '@/lib/testing/factories/wallet';
import {
  type Behaviour,
  CARRIER_SECRET,
  reportHeaders,
  startCarrier,
  type TestCarrier,
} from '@/lib/testing/servers/carrier';
import { makeDataDir, startServer, type TestServer } from '@/lib/testing/servers/server';

const CLIENTS = 8;
const SENDS_EACH = 20;
const SENDS = CLIENTS * SENDS_EACH;
/** After how many messages that the carrier has taken the server is killed. */
const KILLS_AFTER = [20, 60, 100];
const BALANCE = 1_000_000_000n;

/** What the carrier does with the first post of every so many messages; it takes all others. */
const FAULTS: Record<number, Behaviour> = { 1: 'stall', 3: 'die', 5: 503, 7: 'hangUp', 9: 'answerTwice' };

let carrier: TestCarrier;
let dataDir: string;
/** The server as it is, or will be once it is back. */
let server: Promise<TestServer>;
let killsLeft = KILLS_AFTER.length;

function start(): Promise<TestServer> {
  const { DATABASE_URL, APP_SECRET } = process.env;
  return startServer(dataDir, {
    DATABASE_URL,
    APP_SECRET,
    CARRIER_URL: carrier.url,
    CARRIER_SECRET,
    ROLE: 'gateway,worker',
    LOG_LEVEL: 'error',
  });
}

beforeAll(async () => {
  carrier = await startCarrier((attempt) => {
    const fault = attempt === 1 ? FAULTS[carrier.posts.length % 12] : undefined;
    // A post that stalls after the last kill would only make the test wait for its end.
    return fault === undefined || (fault === 'stall' && killsLeft === 0) ? 'accept' : fault;
  });
  dataDir = await makeDataDir();
  server = start();
  await server;
});
afterAll(async () => {
  await (await server).end('SIGKILL');
  await carrier.close();
  await rm(dataDir, { recursive: true });
});

/** Kills the server in the middle of its work and starts another, for which the dead one's leases are over. */
async function killAndRestart(): Promise<TestServer> {
  const dying = await server;
  server = (async () => {
    await dying.end('SIGKILL');
    await db().message.updateMany({ where: { status: 'queued' }, data: { nextStepAt: now() } });
    return start();
  })();
  return server;
}

/** Sends one text as a careful client does: with one idempotency key, until there is an answer. */
async function send(secret: string, key: string): Promise<unknown> {
  for (;;) {
    const { url } = await server;
    try {
      const response = await fetch(`${url}/api/v1/messages`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${secret}`,
          'content-type': 'application/json',
          'idempotency-key': key,
        },
        body: JSON.stringify({ to: '+31612345678', text: key }),
      });
      const body: unknown = await response.json();
      if (response.ok) return body;
      expect([409, 503]).toContain(response.status);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
    await pause(20);
  }
}

it('debits and sends each message once, although the server is killed and the carrier fails', async () => {
  const owner = await makeMember();
  await giveMoney(owner.workspaceId, BALANCE, 'live');
  const { key, secret } = await makeKey(owner, { environment: 'live' });
  await db().apiKey.update({ where: { id: key.id }, data: { rateLimit: 6_000 } });

  const clients = Array.from({ length: CLIENTS }, async (_, client) => {
    const answers: unknown[] = [];
    for (let n = 0; n < SENDS_EACH; n++) answers.push(await send(secret, `text ${client}-${n}`));
    return answers;
  });
  for (const taken of KILLS_AFTER) {
    await expect.poll(() => carrier.accepted.size, { timeout: 30_000 }).toBeGreaterThanOrEqual(taken);
    killsLeft -= 1;
    await killAndRestart();
  }
  const answers = (await Promise.all(clients)).flat();

  const where = { workspaceId: owner.workspaceId };
  await expect
    .poll(() => db().message.count({ where: { ...where, status: 'sent' } }), { timeout: 30_000 })
    .toBe(SENDS);
  const messages = await db().message.findMany({ where, select: { id: true, text: true, price: true } });
  const ids = messages.map(({ id }) => id).toSorted();
  const texts = new Set(messages.map(({ text }) => text));
  expect(messages).toHaveLength(SENDS);
  expect(texts.size).toBe(SENDS);
  expect(
    JSON.stringify(answers)
      .match(/msg_\w+/g)
      ?.toSorted(),
  ).toEqual(ids);
  expect([...carrier.accepted.keys()].toSorted()).toEqual(ids);
  expect(new Set([...carrier.accepted.values()].map(({ text }) => text))).toEqual(texts);

  const debits = await db().ledgerEntry.findMany({ where: { ...where, messageId: { not: null } } });
  expect(debits.map(({ messageId }) => messageId).toSorted()).toEqual(ids);
  const spent = messages.reduce((sum, { price }) => sum + price, 0n);
  expect((await readMoney(owner.workspaceId)).live).toEqual({
    balance: BALANCE - spent,
    ledger: BALANCE - spent,
  });

  const { url } = await server;
  const reports = [...ids, ...ids].map(async (id) => {
    const body = JSON.stringify({ id, status: 'delivered', at: now().toISOString() });
    return (await fetch(`${url}/carrier/reports`, { method: 'POST', body, headers: reportHeaders(body) }))
      .status;
  });
  expect(new Set(await Promise.all(reports))).toEqual(new Set([204]));
  expect(await db().message.count({ where: { ...where, status: 'delivered' } })).toBe(SENDS);
}, 120_000);
