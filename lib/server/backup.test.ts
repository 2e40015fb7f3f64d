import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { db } from '@/lib/db/client';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { giveMoney, readMoney } from '@/lib/testing/factories/wallet';
import { sendHello } from '@/lib/testing/requests/send-hello';
import { execute, query } from '@/lib/testing/servers/database';
import { missingPostgresProgram, startPostgres } from '@/lib/testing/servers/postgres';
import { runProgram } from '@/lib/testing/servers/program';
import { startErrorOf } from '@/lib/testing/servers/server';
import { startForTest, switchDatabase } from '@/lib/testing/servers/server-for-test';
import { siblingUrl } from '@/lib/testing/servers/sibling-url';
import { bundleOf } from '@/scripts/bundle.mjs';

// Two servers and a PostgreSQL start, on whatever machine this is.
vi.setConfig({ testTimeout: 120_000 });
const exec = promisify(execFile);
const missing = missingPostgresProgram();
const { APP_SECRET = '', PATH = '', HOME = '' } = process.env;

const hash = (DATABASE_URL: string) => runProgram('cli/ledger.ts', ['hash'], { APP_SECRET, DATABASE_URL });

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'keydesk-backup-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

function backUp(file: string, DATABASE_URL: string, env: Record<string, string> = {}) {
  return exec('deploy/backup.sh', [file], {
    env: {
      NODE_ENV: 'production',
      PATH,
      HOME,
      APP_SECRET,
      DATABASE_URL,
      LEDGER: `${process.execPath} ${bundleOf('cli/ledger.ts')}`,
      ...env,
    },
  });
}

describe.skipIf(missing !== null)(
  `a backup${missing ? ` (skipped: this machine has no ${missing})` : ''}`,
  () => {
    it('has the money of one moment while calls go on, and the product runs on it again', async () => {
      const postgres = await startPostgres();
      onTestFinished(() => postgres.stop());
      await execute(postgres.url, 'CREATE DATABASE source');
      const source = siblingUrl(postgres.url, 'source');
      const server = await startForTest({ DATABASE_URL: source });
      await switchDatabase(source);
      const owner = await makeMember();
      const { secret } = await makeKey(owner);
      await giveMoney(owner.workspaceId, 1_000_000_000n);
      expect((await sendHello(server.url, secret, 'before')).status).toBe(202);

      const folder = await makeFolder();
      const file = path.join(folder, 'keydesk.dump');
      let backedUp = false;
      const statuses = new Set<number>();
      const callers = Array.from({ length: 4 }, async (_, caller) => {
        const { secret: own } = await makeKey(owner, { rateLimit: keydesk.keys.rateLimit.max });
        for (let n = 0; !backedUp; n++)
          statuses.add((await sendHello(server.url, own, `${caller} ${n}`)).status);
      });
      await backUp(file, source);
      expect((await sendHello(server.url, secret, 'after')).status).toBe(202);
      backedUp = true;
      await Promise.all(callers);
      expect([...statuses]).toEqual([202]);
      expect(await server.end('SIGTERM')).toBe(0);

      await execute(postgres.url, 'CREATE DATABASE restored');
      const restored = siblingUrl(postgres.url, 'restored');
      await exec('pg_restore', ['--exit-on-error', `--dbname=${restored}`, file]);
      const saved = await readFile(`${file}.ledger`, 'utf8');
      expect(await hash(restored)).toEqual({ code: 0, output: saved });
      expect(await hash(source)).toEqual({ code: 0, output: expect.not.stringContaining(saved) });

      const withOtherSecret = startForTest({ DATABASE_URL: restored, APP_SECRET: 'x'.repeat(40) });
      expect((await startErrorOf(withOtherSecret)).output).toMatch(
        /^APP_SECRET is another secret than the one /,
      );

      const again = await startForTest({ DATABASE_URL: restored });
      await switchDatabase(restored);
      expect((await sendHello(again.url, secret, 'before')).headers.get('idempotent-replayed')).toBe('true');
      expect((await sendHello(again.url, secret, 'after')).headers.get('idempotent-replayed')).toBeNull();
      const { sandbox } = await readMoney(owner.workspaceId);
      expect(sandbox.balance).toBe(sandbox.ledger);
      await vi.waitFor(
        async () =>
          expect(await query(restored, 'SELECT DISTINCT status FROM messages')).toEqual([
            { status: 'delivered' },
          ]),
        { timeout: 60_000, interval: 100 },
      );
    });

    it('is written whole or not at all, also if a balance is wrong', async () => {
      const postgres = await startPostgres();
      onTestFinished(() => postgres.stop());
      await execute(postgres.url, 'CREATE DATABASE source');
      const source = siblingUrl(postgres.url, 'source');
      expect(await runProgram('cli/migrate.ts', [], { APP_SECRET, DATABASE_URL: source })).toMatchObject({
        code: 0,
      });
      await switchDatabase(source);
      const { workspaceId } = await makeMember();
      await db().$executeRaw`UPDATE workspaces SET sandbox_balance = 1 WHERE id = ${workspaceId}`;

      const folder = await makeFolder();
      const file = path.join(folder, 'keydesk.dump');
      await Promise.all([writeFile(file, 'old dump'), writeFile(`${file}.ledger`, 'old hash')]);
      const withoutDump = path.join(folder, 'without-dump');
      await writeFile(withoutDump, '#!/bin/sh\n[ "$1" != pg_dump ] && exec "$@"', { mode: 0o755 });
      await expect(backUp(file, source, { PROGRAMS: withoutDump })).rejects.toMatchObject({ code: 1 });
      expect(await readFile(file, 'utf8')).toBe('old dump');
      expect(await readFile(`${file}.ledger`, 'utf8')).toBe('old hash');

      await expect(backUp(file, source)).rejects.toMatchObject({
        code: 1,
        stderr: expect.stringContaining(`${workspaceId}, sandbox: the balance is 1,`),
      });
      expect((await exec('pg_restore', ['--list', file])).stdout).toContain(
        'TABLE DATA public ledger_entries',
      );
      expect(await readFile(`${file}.ledger`, 'utf8')).toMatch(/^[0-9a-f]{64} {2}0 entries, 1 workspaces\n$/);
      for (const made of [file, `${file}.ledger`]) expect((await stat(made)).mode & 0o077).toBe(0);
    });
  },
);
