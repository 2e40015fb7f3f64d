import { randomUUID } from 'node:crypto';
import type { EventEmitter } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import type { SchemaEngine } from '@prisma/schema-engine-wasm';
import type pg from 'pg';
import { parseIntoClientConfig } from 'pg-connection-string';
import { Connection } from '@/lib/db/connection';
import { pendingMigrations, readMigrations } from '@/lib/db/migrations';
import { runWithLocks } from '@/lib/db/run-with-locks';

const SCHEMA_DIR = path.join('prisma', 'schema');
const NO_FILTER = { externalTables: [], externalEnums: [] };
const require = createRequire(import.meta.url);

/** A migration may take longer than the default of the role allows. */
const BEGIN = 'BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL statement_timeout = 0';

const CATALOG_CHAR = 18;
const CATALOG_CHAR_ARRAY = 1002;

/**
 * The engine reads PostgreSQL's catalog, which uses the one-byte type "char" that the adapter does not know. This
 * client reports it as the array of that type, which the adapter knows and the catalog never uses, and corrects the
 * name below.
 */
class CatalogClient extends Connection {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    const { connection } = this as unknown as { connection: EventEmitter };
    connection.on('rowDescription', ({ fields }: { fields: pg.FieldDef[] }) => {
      for (const field of fields)
        if (field.dataTypeID === CATALOG_CHAR) field.dataTypeID = CATALOG_CHAR_ARRAY;
    });
  }
}

/** How the engine takes its lock. With PgBouncer, a session lock would stay on an arbitrary connection. */
const SESSION_LOCK = 'SELECT pg_advisory_lock(';
const TRANSACTION_LOCK = 'SELECT pg_advisory_xact_lock(';

/**
 * Prisma's adapter for migrations. A script is sent as a whole, because the adapter would split function bodies at
 * semicolons. The engine's lock begins a transaction that contains the lock and everything after it. The shadow
 * database is left before it is dropped.
 */
class MigrationAdapterFactory extends PrismaPg {
  private readonly pools = new Set<pg.Pool>();

  constructor(private readonly url: string) {
    // One connection, because a transaction has only one.
    super({ ...parseIntoClientConfig(url), Client: CatalogClient, max: 1, idleTimeoutMillis: 0 });
  }

  override async connect() {
    const adapter = await super.connect();
    this.pools.add(adapter.underlyingDriver());
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) => {
      const result = await queryRaw(query);
      const columnTypes = result.columnTypes.map((type) =>
        type === ColumnTypeEnum.CharacterArray ? ColumnTypeEnum.Character : type,
      );
      return { ...result, columnTypes };
    };
    let isInTransaction = false;
    adapter.executeScript = async (script) => {
      if (isInTransaction) await runWithLocks(adapter.underlyingDriver(), script);
      else await adapter.underlyingDriver().query(script);
    };
    const executeRaw = adapter.executeRaw.bind(adapter);
    adapter.executeRaw = async (query) => {
      if (!query.sql.startsWith(SESSION_LOCK)) return executeRaw(query);
      await adapter.underlyingDriver().query(BEGIN);
      isInTransaction = true;
      return executeRaw({ ...query, sql: query.sql.replace(SESSION_LOCK, TRANSACTION_LOCK) });
    };
    return adapter;
  }

  /** Commits everything since the engine took its lock. */
  async commit(): Promise<void> {
    for (const pool of this.pools) await pool.query('COMMIT');
  }

  /** Closes what the engine leaves open. The server rolls back what was not committed. */
  async close(): Promise<void> {
    await Promise.all([...this.pools].filter((pool) => !pool.ended).map((pool) => pool.end()));
  }

  override async connectToShadowDb() {
    const database = `keydesk_shadow_${randomUUID()}`;
    const admin = await this.connect();
    await admin.executeScript(`CREATE DATABASE "${database}"`);
    const shadow = new URL(this.url);
    shadow.pathname = `/${database}`;
    const adapter = await new MigrationAdapterFactory(shadow.href).connect();
    const leave = adapter.dispose.bind(adapter);
    adapter.dispose = async () => {
      await leave();
      await admin.executeScript(`DROP DATABASE "${database}"`);
      await admin.dispose();
    };
    return adapter;
  }
}

async function readSchema(): Promise<[string, string][]> {
  const names = (await readdir(SCHEMA_DIR)).filter((name) => name.endsWith('.prisma')).sort();
  return Promise.all(
    names.map(async (name) => {
      const file = path.join(SCHEMA_DIR, name);
      return [file, await readFile(file, 'utf8')] satisfies [string, string];
    }),
  );
}

/**
 * The engine sets a timer of ten seconds for its lock and never clears it. The timer must not keep the process from
 * ending.
 */
function withoutHold(bindings: WebAssembly.ModuleImports): WebAssembly.ModuleImports {
  const imports = { ...bindings };
  for (const [name, start] of Object.entries(bindings)) {
    if (!name.startsWith('__wbg_setTimeout_') || typeof start !== 'function') continue;
    imports[name] = (...args: unknown[]) => start(...args).unref();
  }
  return imports;
}

/**
 * Prisma's schema engine as WebAssembly. Its npm package expects a bundler to load the `.wasm` file, so this loads it.
 */
async function loadEngine(): Promise<typeof SchemaEngine> {
  const bindings = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const file = path.join(
    path.dirname(require.resolve('@prisma/schema-engine-wasm')),
    'schema_engine_bg.wasm',
  );
  const { instance } = await WebAssembly.instantiate(await readFile(file), {
    './schema_engine_bg.js': withoutHold(bindings as unknown as WebAssembly.ModuleImports),
  });
  // The engine reports a panic through this global.
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: console.error } });
  bindings.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return bindings.SchemaEngine;
}

/**
 * The engine, stored globally, because a process can have only one: a second instance would be freed through the memory
 * of the first. The tests load this module once for each file, in one process.
 */
const shared = globalThis as typeof globalThis & { keydeskSchemaEngine?: Promise<typeof SchemaEngine> };

/** Runs `work` with an engine for the database at `url`. Unlike the CLI, it downloads no engine. */
async function withEngine<T>(
  url: string,
  work: (engine: SchemaEngine, factory: MigrationAdapterFactory) => Promise<T>,
): Promise<T> {
  shared.keydeskSchemaEngine ??= loadEngine();
  const factory = new MigrationAdapterFactory(url);
  const engine = await (await shared.keydeskSchemaEngine).new(
    { datamodels: await readSchema() },
    () => {},
    bindMigrationAwareSqlAdapterFactory(factory),
  );
  try {
    return await work(engine, factory);
  } finally {
    engine.free();
    await factory.close();
  }
}

/**
 * Applies the migrations that are missing in the database at `url`, each in a transaction of its own, and returns their
 * names. Several processes can do so at the same time, also through PgBouncer.
 * @param last the last migration to apply, to create the database of an earlier version; by default the newest
 */
export async function applyMigrations(url: string, last?: string): Promise<string[]> {
  const pending = (await pendingMigrations(url)).filter((name) => last === undefined || name <= last);
  if (pending.length === 0) return [];
  return withEngine(url, async (engine, factory) => {
    const applied: string[] = [];
    for (const name of pending) {
      const migrationsList = await readMigrations(name);
      const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: NO_FILTER });
      await factory.commit();
      applied.push(...appliedMigrationNames);
    }
    return applied;
  });
}

/**
 * The SQL that is missing in the migrations to reach the schema files; empty if they agree. Uses a shadow database next
 * to the one at `url`.
 */
export async function missingMigration(url: string): Promise<string> {
  return withEngine(url, async (engine) => {
    const files = (await readSchema()).map(([file, content]) => ({ path: file, content }));
    const { stdout } = await engine.diff({
      from: { tag: 'migrations', ...(await readMigrations()) },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: null,
      filters: NO_FILTER,
    });
    const sql = (stdout ?? '').trim();
    return sql.startsWith('-- This is an empty migration') ? '' : sql;
  });
}
