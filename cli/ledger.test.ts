import { expect, inject, it, onTestFinished, vi } from 'vitest';
import { db } from '@/lib/db/client';
import { migrationNames, pendingMigrations } from '@/lib/db/migrations';
import { applyMigrations } from '@/lib/db/schema-engine';
import { makeMember } from '@/lib/testing/factories/members';
import { giveMoney } from '@/lib/testing/factories/wallet';
import { execute, openConnection, query } from '@/lib/testing/servers/database';
import { runProgram } from '@/lib/testing/servers/program';
import { siblingUrl } from '@/lib/testing/servers/sibling-url';

// Each run of the command starts a process.
vi.setConfig({ testTimeout: 120_000 });

const own = process.env.DATABASE_URL ?? '';
const hash = (DATABASE_URL = own, ...args: string[]) =>
  runProgram('cli/ledger.ts', ['hash', ...args], { ...process.env, DATABASE_URL });

it('prints the same hash for a copy, and another one after any change', async () => {
  const { workspaceId } = await makeMember();
  await giveMoney(workspaceId, 5_000_000n);
  await giveMoney(workspaceId, 7_000_000n, 'live');
  const before = await hash();
  expect(before).toEqual({
    code: 0,
    output: expect.stringMatching(/^[0-9a-f]{64} {2}\d+ entries, \d+ workspaces\n$/),
  });

  const admin = inject('adminUrl');
  await db().$disconnect();
  await execute(admin, `CREATE DATABASE ledger_copy TEMPLATE ${new URL(own).pathname.slice(1)}`);
  onTestFinished(() => execute(admin, 'DROP DATABASE ledger_copy WITH (FORCE)'));
  const copy = siblingUrl(admin, 'ledger_copy');
  await execute(copy, `ALTER DATABASE ledger_copy SET TimeZone = 'Pacific/Auckland'`);
  expect(await hash(copy)).toEqual(before);

  await giveMoney(workspaceId, 1n);
  expect((await hash()).output).not.toBe(before.output);
  expect(await hash(copy)).toEqual(before);
});

it('hashes what an exported snapshot sees', async () => {
  const { workspaceId } = await makeMember();
  await giveMoney(workspaceId, 5_000_000n);
  const before = await hash();
  const holder = await openConnection();
  onTestFinished(() => holder.end());
  await holder.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
  const { rows } = await holder.query<{ id: string }>('SELECT pg_export_snapshot() AS id');
  await giveMoney(workspaceId, 1_000_000n);
  expect(await hash(own, '--snapshot', rows[0]?.id ?? '')).toEqual(before);
  expect((await hash()).output).not.toBe(before.output);
});

it('finds a balance that its entries do not explain, and a missing entry', async () => {
  const { workspaceId } = await makeMember();
  await giveMoney(workspaceId, 5_000_000n);
  const change = (sql: string) => db().$executeRawUnsafe(sql, workspaceId);
  await change('UPDATE workspaces SET sandbox_balance = sandbox_balance + 1 WHERE id = $1');
  expect(await hash()).toEqual({
    code: 1,
    output: expect.stringContaining(
      `${workspaceId}, sandbox: the balance is 5000001, but its entries add up to 5000000 (millionths).\n`,
    ),
  });
  await change('UPDATE workspaces SET sandbox_balance = sandbox_balance - 1 WHERE id = $1');
  await giveMoney(workspaceId, 1n);
  const connection = await openConnection();
  onTestFinished(() => connection.end());
  await connection.query('SET session_replication_role = replica');
  await connection.query('UPDATE ledger_entries SET number = 9 WHERE workspace_id = $1 AND number = 2', [
    workspaceId,
  ]);
  expect(await hash()).toEqual({
    code: 1,
    output: expect.stringContaining(
      `${workspaceId}, sandbox: the newest entry has the number 9, but there are 2 entries.\n`,
    ),
  });
});

it('writes nothing, and refuses a database that lacks migrations', async () => {
  const admin = inject('adminUrl');
  await execute(admin, 'CREATE DATABASE ledger_older');
  onTestFinished(() => execute(admin, 'DROP DATABASE ledger_older WITH (FORCE)'));
  const older = siblingUrl(admin, 'ledger_older');
  const names = await migrationNames();
  const newest = names.at(-1);
  await applyMigrations(older, names.at(-2));
  expect(await hash(older)).toEqual({ code: 1, output: expect.stringContaining(`the migration ${newest}.`) });
  expect(await pendingMigrations(older)).toEqual([newest]);

  await applyMigrations(older);
  expect((await hash(older)).output).toMatch(/ {2}0 entries, 0 workspaces\n$/);
  expect(await query(older, 'SELECT * FROM installation')).toEqual([]);
});

it.each([[['hash', '--all']], [['check']], [[]]])('says how it is used: %j', async (args) => {
  expect(await runProgram('cli/ledger.ts', args)).toEqual({
    code: 1,
    output: expect.stringContaining('Usage: '),
  });
});
