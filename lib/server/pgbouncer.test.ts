import { describe, expect, inject, it, onTestFinished, vi } from 'vitest';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { giveMoney, readMoney } from '@/lib/testing/factories/wallet';
import { sendHello } from '@/lib/testing/requests/send-hello';
import { execute, query } from '@/lib/testing/servers/database';
import { findPgBouncer, startPgBouncer } from '@/lib/testing/servers/pgbouncer';
import { runProgram } from '@/lib/testing/servers/program';
import { startErrorOf } from '@/lib/testing/servers/server';
import { startForTest, switchDatabase } from '@/lib/testing/servers/server-for-test';
import { siblingUrl } from '@/lib/testing/servers/sibling-url';

// Each test starts a server and runs the product on it, on whatever machine this is.
vi.setConfig({ testTimeout: 120_000 });
const PATIENCE = { timeout: 30_000, interval: 100 };
const found = findPgBouncer();
const APP_SECRET = process.env.APP_SECRET ?? '';

/** An empty database with other defaults than the product needs, and its address through a PgBouncer. */
async function pooled(name: string, settings: Record<string, string | number>) {
  const admin = inject('adminUrl');
  await execute(admin, `CREATE DATABASE ${name}`);
  onTestFinished(() => execute(admin, `DROP DATABASE ${name} WITH (FORCE)`));
  await execute(admin, `ALTER DATABASE ${name} SET TimeZone = 'Pacific/Auckland'`);
  await execute(admin, `ALTER DATABASE ${name} SET default_transaction_isolation = 'repeatable read'`);
  const url = siblingUrl(admin, name);
  const bouncer = await startPgBouncer(url, settings);
  onTestFinished(() => bouncer.stop());
  return { url, pooledUrl: bouncer.url };
}

function credit(args: string[], databaseUrl: string) {
  return runProgram('cli/credit.ts', args, { APP_SECRET, DATABASE_URL: databaseUrl });
}

describe.skipIf(found === null)(
  `the product behind PgBouncer${found ? '' : ' (skipped: this machine has no pgbouncer)'}`,
  () => {
    it.each([
      ['product_session', { pool_mode: 'session', default_pool_size: 20 }],
      ['product_small', { pool_mode: 'transaction', default_pool_size: 2 }],
      [
        'product_transaction',
        { pool_mode: 'transaction', ignore_startup_parameters: 'options,extra_float_digits' },
      ],
    ])('starts from nothing, sends once, and stores correct times: %s', async (name, settings) => {
      const { url, pooledUrl } = await pooled(name, settings);
      const server = await startForTest({ DATABASE_URL: pooledUrl });
      await vi.waitFor(async () => {
        expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
      }, PATIENCE);

      await switchDatabase(url);
      const owner = await makeMember();
      const { secret } = await makeKey(owner);
      await giveMoney(owner.workspaceId, 10_000_000n, 'sandbox');

      const send = (idempotencyKey: string) => sendHello(server.url, secret, idempotencyKey);
      const answers = await Promise.all(Array.from({ length: 12 }, (_, n) => send(`request ${n % 4}`)));
      expect(
        answers.map(({ status }) => status).filter((status) => status !== 202 && status !== 409),
      ).toEqual([]);
      const replay = await send('request 0');
      expect(replay.headers.get('idempotent-replayed')).toBe('true');
      const { sandbox } = await readMoney(owner.workspaceId);
      expect(sandbox.balance).toBe(sandbox.ledger);

      await vi.waitFor(async () => {
        expect(await query(url, 'SELECT status, count(*)::int FROM messages GROUP BY status')).toEqual([
          { status: 'delivered', count: 4 },
        ]);
      }, PATIENCE);
      const wrong = await query(
        url,
        `SELECT id FROM messages
         WHERE abs(extract(epoch FROM settled_at - now())) > 300 OR abs(extract(epoch FROM sent_at - now())) > 300`,
      );
      expect(wrong).toEqual([]);

      expect(await credit([owner.workspaceId, '2500'], pooledUrl)).toMatchObject({
        code: 0,
        output: expect.stringContaining('Added'),
      });
      expect(await server.end('SIGTERM')).toBe(0);
    });

    it.each([
      ['refused_statement', { pool_mode: 'statement' }],
      ['refused_session', { pool_mode: 'session', default_pool_size: 2 }],
    ])('does not start, and says what to change: %s', async (name, settings) => {
      const { pooledUrl } = await pooled(name, settings);
      const error = await startErrorOf(startForTest({ DATABASE_URL: pooledUrl }));
      expect(error.code).toBe(1);
      expect(error.output).toMatch(
        /^The database that DATABASE_URL names cannot be used: .+pool_mode.+\.\n$/,
      );
      // A command needs one connection, which a small pool still has.
      if (settings.pool_mode === 'session') return;
      expect(await credit(['ws_1', '5'], pooledUrl)).toEqual({ code: 1, output: error.output });
    });
  },
);
