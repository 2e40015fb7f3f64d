import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { freePort } from '@/lib/db/embedded/free-port';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { giveMoney, readMoney } from '@/lib/testing/factories/wallet';
import { query } from '@/lib/testing/servers/database';
import { findNginx, startNginx, type TestNginx } from '@/lib/testing/servers/nginx';
import { findPgBouncer, startPgBouncer, type TestPgBouncer } from '@/lib/testing/servers/pgbouncer';
import { findRedis, makeRedis, type TestRedis } from '@/lib/testing/servers/redis';
import { makeDataDir, removeDataDir, startServer, type TestServer } from '@/lib/testing/servers/server';

// Processes are killed and started again, on whatever machine this is.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
const PATIENCE = { timeout: 60_000, interval: 100 };
const direct = process.env.DATABASE_URL ?? '';
const missing = Object.entries({
  nginx: findNginx(),
  pgbouncer: findPgBouncer(),
  'redis-server': findRedis(),
})
  .filter(([, program]) => program === null)
  .map(([name]) => name);

const LIMIT = 300;
/** The most that parallel calls may do of it. */
const MOST = LIMIT * 1.05;
const HELLO = { to: '+15005550100', text: 'Hello' };
const MONEY = 10_000_000_000n;
/** The highest limit of a key. */
const MOST_CALLS = 6_000;
/** How many calls at the same time. */
const LANES = 40;
const READERS = 4;
const SENDERS = 3;

interface Answer {
  status: number;
  retryAfter: string | null;
}

describe.skipIf(missing.length > 0)(
  `two gateways behind nginx, with PgBouncer and Redis${missing.length > 0 ? ` (skipped: this machine has no ${missing.join(', ')})` : ''}`,
  () => {
    let dataDir: string;
    let bouncer: TestPgBouncer;
    let redis: TestRedis;
    let nginx: TestNginx;
    let ports: number[];
    const gateways: TestServer[] = [];
    /** Every test has a workspace of its own, with a key for each that calls without a pause. */
    let workspaceId: string;
    let secrets: string[];

    async function startOn(port: number): Promise<TestServer> {
      return startServer(dataDir, {
        ROLE: 'gateway',
        PORT: String(port),
        APP_SECRET: process.env.APP_SECRET,
        DATABASE_URL: bouncer.url,
        REDIS_URL: redis.url,
        TRUSTED_PROXIES: '1',
        LOG_LEVEL: 'fatal',
      });
    }

    beforeAll(async () => {
      dataDir = await makeDataDir();
      [bouncer, redis] = await Promise.all([
        startPgBouncer(direct, { pool_mode: 'transaction', default_pool_size: 20 }),
        makeRedis(),
      ]);
      await redis.start();
      ports = [await freePort(), await freePort()];
      gateways.push(...(await Promise.all(ports.map(startOn))));
      nginx = await startNginx(ports);
      secrets = [(await makeKey(await makeMember())).secret];
      for (const port of ports) await untilUsed(port);
    });
    afterAll(async () => {
      await Promise.all(gateways.map((gateway) => gateway.end('SIGKILL')));
      await Promise.all([nginx?.stop(), bouncer?.stop(), redis?.stop()]);
      await removeDataDir(dataDir);
    });
    beforeEach(async () => {
      const owner = await makeMember();
      workspaceId = owner.workspaceId;
      await giveMoney(workspaceId, MONEY);
      const keys = Array.from({ length: READERS + SENDERS }, () => makeKey(owner, { rateLimit: MOST_CALLS }));
      secrets = (await Promise.all(keys)).map(({ secret }) => secret);
    });

    async function request(secret: string, path: string, key?: string): Promise<Answer> {
      const response = await fetch(`${nginx.url}/api/v1${path}`, {
        method: key === undefined ? 'GET' : 'POST',
        headers: {
          authorization: `Bearer ${secret}`,
          ...(key !== undefined && { 'content-type': 'application/json', 'idempotency-key': key }),
        },
        body: key === undefined ? undefined : JSON.stringify(HELLO),
      });
      await response.text();
      return { status: response.status, retryAfter: response.headers.get('retry-after') };
    }

    /** Calls without a pause, reading and sending, while `work` runs. Each send is repeated until it succeeds. */
    async function whileCalling(work: () => Promise<unknown>) {
      const read: Answer[] = [];
      const sent: Answer[] = [];
      let sends = 0;
      let working = true;
      let failed = false;
      const reader = async (secret: string) => {
        while (working) read.push(await request(secret, '/account'));
      };
      const sender = async (secret: string) => {
        while (working) {
          sends += 1;
          const key = `send ${sends}`;
          let answer: Answer;
          do {
            answer = await request(secret, '/messages', key);
            sent.push(answer);
          } while (answer.status !== 202 && !failed);
        }
      };
      const all = secrets.map((secret, n) => (n < READERS ? reader(secret) : sender(secret)));
      try {
        // Work on calls that succeed.
        await vi.waitFor(() => expect(sent.length).toBeGreaterThan(SENDERS), PATIENCE);
        await work();
        const before = sent.length;
        await vi.waitFor(() => expect(sent.length).toBeGreaterThan(before + SENDERS), PATIENCE);
      } catch (error) {
        failed = true;
        throw error;
      } finally {
        working = false;
        await Promise.all(all);
      }
      return { read, sent, sends };
    }

    const statusesOf = (answers: Answer[]) => [...new Set(answers.map(({ status }) => status))].sort();

    /** Each send exists once, and was charged once. */
    async function expectOnce(sends: number): Promise<void> {
      const [found] = await query(
        direct,
        `SELECT count(*)::int AS messages, sum(price)::text AS price FROM messages WHERE workspace_id = '${workspaceId}'`,
      );
      const { sandbox } = await readMoney(workspaceId);
      expect(sandbox.balance).toBe(sandbox.ledger);
      expect(found).toEqual({ messages: sends, price: String(MONEY - sandbox.balance) });
    }

    /** Waits until nginx passes calls to the process on `port`. */
    async function untilUsed(port: number): Promise<void> {
      const from = (await nginx.accessLog()).length;
      await vi.waitFor(async () => {
        await request(secrets[0] ?? '', '/account');
        expect((await nginx.accessLog()).slice(from)).toContain(` 127.0.0.1:${port} 200 `);
      }, PATIENCE);
    }

    async function burst(): Promise<number> {
      const { secret } = await makeKey(await makeMember(), { rateLimit: LIMIT });
      const answers: Answer[] = [];
      const lane = async () => {
        while (answers.length < 3 * LIMIT) answers.push(await request(secret, '/account'));
      };
      await Promise.all(Array.from({ length: LANES }, lane));
      // On a busy machine, the database can take too long for a call.
      expect([200, 429, 503]).toEqual(expect.arrayContaining(statusesOf(answers)));
      return answers.filter(({ status }) => status === 200).length;
    }

    it('keep a limit together', async () => {
      // A process for which Redis is too slow counts for itself.
      await vi.waitFor(async () => {
        const passed = await burst();
        expect(passed).toBeGreaterThanOrEqual(LIMIT);
        expect(passed).toBeLessThanOrEqual(MOST);
      }, PATIENCE);
      for (const port of ports) expect(await nginx.accessLog()).toContain(`127.0.0.1:${port} 429`);
    });

    it('see the address that nginx sees, whatever the client claims', async () => {
      const claimed = '203.0.113.7';
      const owner = await makeMember();
      const statusFor = async (network: string) => {
        const { secret } = await makeKey(owner, { allowlist: [{ network }] });
        const headers = { authorization: `Bearer ${secret}`, 'x-forwarded-for': claimed };
        return (await fetch(`${nginx.url}/api/v1/account`, { headers })).status;
      };
      expect(await statusFor('127.0.0.1')).toBe(200);
      expect(await statusFor(claimed)).toBe(403);
    });

    it('pass the query on, which is not logged', async () => {
      await fetch(`${nginx.url}/api/v1/account?api_key=hidden`);
      await vi.waitFor(async () => {
        expect(await nginx.accessLog()).toMatch(/GET \/api\/v1\/account 4\d\d /);
      }, PATIENCE);
      expect(await nginx.accessLog()).not.toContain('hidden');
    });

    it('are restarted one after the other without a failed call', async () => {
      const { read, sent, sends } = await whileCalling(async () => {
        for (const [index, port] of ports.entries()) {
          expect(await gateways[index]?.end('SIGTERM')).toBe(0);
          gateways[index] = await startOn(port);
          await untilUsed(port);
        }
      });
      expect(statusesOf(read)).toEqual([200]);
      expect(statusesOf(sent)).toEqual([202]);
      await expectOnce(sends);
    });

    it('replace each other if one is killed, and a repeated send is sent once', async () => {
      const { read, sent, sends } = await whileCalling(async () => {
        await gateways[0]?.end('SIGKILL');
      });
      gateways[0] = await startOn(ports[0] ?? 0);
      await untilUsed(ports[0] ?? 0);
      expect(statusesOf(read)).toEqual([200]);
      expect([202, 409, 502]).toEqual(expect.arrayContaining(statusesOf(sent)));
      await expectOnce(sends);
    });

    it('respond with 503 while PgBouncer is lost, recover, and charge nothing twice', async () => {
      const { read, sent, sends } = await whileCalling(async () => {
        await bouncer.kill();
        await vi.waitFor(async () => {
          expect(await request(secrets[0] ?? '', '/account')).toMatchObject({ status: 503, retryAfter: '2' });
        }, PATIENCE);
        await bouncer.start();
        await vi.waitFor(async () => {
          expect((await request(secrets[0] ?? '', '/account')).status).toBe(200);
        }, PATIENCE);
      });
      expect(statusesOf(read)).toEqual([200, 503]);
      for (const { status, retryAfter } of [...read, ...sent]) {
        if (status === 503) expect(retryAfter).toBe('2');
      }
      expect([202, 409, 503]).toEqual(expect.arrayContaining(statusesOf(sent)));
      await expectOnce(sends);
    });

    it('go on without Redis, where each keeps the limit for itself, and keep it together afterwards', async () => {
      const { read, sent } = await whileCalling(async () => {
        await redis.stop();
        const passed = await burst();
        expect(passed).toBeGreaterThanOrEqual(LIMIT);
        expect(passed).toBeLessThanOrEqual(2 * LIMIT);
        await redis.start();
      });
      expect(statusesOf(read)).toEqual([200]);
      expect(statusesOf(sent)).toEqual([202]);
      await vi.waitFor(async () => expect(await burst()).toBeLessThanOrEqual(MOST), PATIENCE);
    });
  },
);
