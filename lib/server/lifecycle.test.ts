import { once } from 'node:events';
import { readFile, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { execute, openConnection, query } from '@/lib/testing/servers/database';
import { processesOn } from '@/lib/testing/servers/processes';
import {
  databaseUrl,
  makeDataDir,
  removeDataDir,
  startErrorOf,
  startServer,
  type TestServer,
} from '@/lib/testing/servers/server';

// Each test starts a server or three, on whatever machine this is.
vi.setConfig({ testTimeout: 90_000 });
const PATIENCE = { timeout: 30_000, interval: 100 };

/** Next has nothing to do with starting and stopping, and takes its time. */
const ROLE = 'gateway,worker';

/** What most tests work on, one after the other, as the servers of one installation do. */
let dataDir: string;

beforeAll(async () => {
  dataDir = await makeDataDir();
});

afterAll(() => removeDataDir(dataDir));

async function freshDataDir(mode?: number): Promise<string> {
  const fresh = await makeDataDir(mode);
  onTestFinished(() => removeDataDir(fresh));
  return fresh;
}

async function start(dataDir: string, env: Record<string, string> = {}): Promise<TestServer> {
  const server = await startServer(dataDir, { ROLE, ...env });
  onTestFinished(async () => {
    await server.end('SIGKILL');
  });
  return server;
}

const refused = (dataDir: string, env: Record<string, string>) => startErrorOf(start(dataDir, env));

async function readiness(server: TestServer): Promise<number> {
  return (await fetch(`${server.url}/readyz`)).status;
}

/** On a busy machine, the first check of the database can take too long. */
async function untilReady(server: TestServer): Promise<void> {
  await vi.waitFor(async () => expect(await readiness(server)).toBe(200), PATIENCE);
}

/** A request of which the server has all but the end. */
async function beginRequest(server: TestServer) {
  const socket = connect(Number(new URL(server.url).port), 'localhost');
  await once(socket, 'connect');
  socket.write('GET /healthz HTTP/1.1\r\nHost: localhost\r\n');
  // The answer to a request begun later tells that the first has been read.
  await readiness(server);
  return socket;
}

async function postmaster(dataDir: string): Promise<number> {
  return Number.parseInt(await readFile(path.join(dataDir, 'postgres/cluster/postmaster.pid'), 'utf8'), 10);
}

describe('a server', () => {
  it('starts from nothing, protects its secret, responds, and stops its database', async () => {
    const server = await start(dataDir);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    await untilReady(server);
    expect((await fetch(`${server.url}/api/v1/account`)).status).toBe(401);
    expect((await fetch(`${server.url}/login`)).status).toBe(404);
    expect((await stat(path.join(dataDir, 'app-secret'))).mode & 0o777).toBe(0o600);
    expect(await server.end('SIGTERM')).toBe(0);
    await expect(postmaster(dataDir)).rejects.toThrow('ENOENT');
  });

  it('runs in a folder that only its user can enter', async () => {
    const server = await start(await freshDataDir(0o700));
    await untilReady(server);
    expect(await server.end('SIGINT')).toBe(0);
  });

  it('finishes the request in flight before it stops', async () => {
    const server = await start(dataDir);
    const socket = await beginRequest(server);
    const ended = server.end('SIGTERM');
    await vi.waitFor(() => expect(fetch(server.url)).rejects.toThrow(), PATIENCE);
    socket.write('\r\n');
    expect(await text(socket)).toContain('HTTP/1.1 200 OK');
    expect(await ended).toBe(0);
  });

  it('stops at once at a second signal, and can start again', async () => {
    const server = await start(dataDir);
    const socket = await beginRequest(server);
    onTestFinished(() => void socket.destroy());
    const ended = once(server.child, 'exit');
    await vi.waitFor(() => {
      server.child.kill('SIGTERM');
      expect(server.child.exitCode).toBe(1);
    }, PATIENCE);
    await ended;
    await untilReady(await start(dataDir));
  });
});

describe('a data folder in use', () => {
  it('is refused to a second server, which names the owner and changes nothing', async () => {
    const first = await start(dataDir);
    const { code, output } = await refused(dataDir, {});
    expect(code).toBe(1);
    expect(output).toBe(
      `Keydesk already runs on ${dataDir}, as process ${first.child.pid}: stop that one first, or give this one another DATA_DIR.\n`,
    );
    await untilReady(first);
  });

  it('is owned by one of two servers that start at once', async () => {
    const fresh = await freshDataDir();
    const starts = await Promise.allSettled([start(fresh), start(fresh)]);
    expect(starts.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const [failure] = starts.filter((one) => one.status === 'rejected');
    expect(String(failure?.reason)).toContain('already runs on');
  });
});

describe('after a kill -9', () => {
  it('of the server, the next start finds all committed data', async () => {
    const server = await start(dataDir);
    await execute(await databaseUrl(dataDir), `INSERT INTO workspaces (id, name) VALUES ('ws_1', 'Kept')`);
    await server.end('SIGKILL');
    const next = await start(dataDir);
    await untilReady(next);
    expect(await query(await databaseUrl(dataDir), `SELECT name FROM workspaces WHERE id = 'ws_1'`)).toEqual([
      { name: 'Kept' },
    ]);
    expect(await next.end('SIGTERM')).toBe(0);
    await expect(postmaster(dataDir)).rejects.toThrow('ENOENT');
  });

  it('of the database, the server starts it again with all committed data', async () => {
    const server = await start(dataDir);
    const url = await databaseUrl(dataDir);
    await execute(url, `INSERT INTO workspaces (id, name) VALUES ('ws_2', 'Kept too')`);
    process.kill(await postmaster(dataDir), 'SIGKILL');
    await vi.waitFor(() => expect(server.output()).toContain('The database went away'), PATIENCE);
    await untilReady(server);
    expect(await query(url, `SELECT name FROM workspaces WHERE id = 'ws_2'`)).toEqual([{ name: 'Kept too' }]);
    expect((await refused(dataDir, {})).output).toContain('already runs on');
  });

  it('of the database during its work, the server starts it again', async () => {
    const server = await start(dataDir);
    const busy = await openConnection(await databaseUrl(dataDir));
    busy.on('error', () => {});
    // A process in a long calculation does not notice that its server is gone, and keeps its memory.
    const counting = busy.query('SELECT count(*) FROM generate_series(1, 1000000000)').catch(() => {});
    await vi.waitFor(async () => {
      const active = `SELECT 1 FROM pg_stat_activity WHERE query LIKE '%1000000000)' AND state = 'active'`;
      expect(await query(await databaseUrl(dataDir), active)).not.toEqual([]);
    }, PATIENCE);
    const before = await postmaster(dataDir);
    process.kill(before, 'SIGKILL');
    await counting;
    await untilReady(server);
    expect(await postmaster(dataDir)).not.toBe(before);
  });

  it('of both, the next start starts both again', async () => {
    const server = await start(dataDir);
    server.child.kill('SIGKILL');
    process.kill(await postmaster(dataDir), 'SIGKILL');
    await untilReady(await start(dataDir));
  });
});

describe('the database of a running server', () => {
  it.each(['SIGTERM', 'SIGINT', 'SIGQUIT', 'SIGKILL'] as const)('starts again after %s', async (signal) => {
    const server = await start(dataDir);
    const before = await postmaster(dataDir);
    process.kill(before, signal);
    await vi.waitFor(async () => expect(await postmaster(dataDir)).not.toBe(before), PATIENCE);
    await untilReady(server);
    expect(await server.end('SIGTERM')).toBe(0);
    expect(processesOn(dataDir)).toEqual([]);
  });

  it('reads its settings again at SIGHUP, and keeps running', async () => {
    const server = await start(dataDir);
    const before = await postmaster(dataDir);
    process.kill(before, 'SIGHUP');
    await untilReady(server);
    expect(await postmaster(dataDir)).toBe(before);
  });

  it.each(['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGKILL'] as const)(
    'does not outlive the server, even if its guard got %s',
    async (signal) => {
      const server = await start(dataDir);
      const findGuard = () =>
        processesOn(dataDir).find(({ command }) => command.includes('keydesk-guard'))?.pid ?? 0;
      const before = findGuard();
      process.kill(before, signal);
      await vi.waitFor(() => expect([0, before]).not.toContain(findGuard()), PATIENCE);
      await untilReady(server);
      await server.end('SIGKILL');
      await vi.waitFor(() => expect(processesOn(dataDir)).toEqual([]), PATIENCE);
    },
  );
});

describe('a start that fails', () => {
  it('reports only what is wrong with each setting', async () => {
    const { code, output } = await refused(dataDir, {
      PORT: 'x',
      ROLE: 'cook',
      LOG_LEVEL: 'loud',
    });
    expect(code).toBe(1);
    expect(
      output
        .trim()
        .split('\n')
        .map((line) => line.split(' ')[0])
        .sort(),
    ).toEqual(['LOG_LEVEL', 'PORT', 'ROLE']);
  });

  it('reports a data folder that cannot be created', async () => {
    const { code, output } = await refused('/dev/null/data', {});
    expect(code).toBe(1);
    expect(output).toMatch(/^DATA_DIR \/dev\/null\/data cannot be used: .*\n$/);
  });

  it('needs a secret for a database in DATABASE_URL', async () => {
    const { code, output } = await refused(dataDir, {
      DATABASE_URL: 'postgresql://localhost/keydesk',
    });
    expect(code).toBe(1);
    expect(output).toMatch(/^APP_SECRET must be set.*\n$/);
  });

  it('reports that the database in DATABASE_URL does not respond', async () => {
    const password = 'hunter2';
    const { code, output } = await refused(dataDir, {
      DATABASE_URL: `postgresql://somebody:${password}@127.0.0.1:1/keydesk`,
      APP_SECRET: 'a secret of this test, and of nothing else',
    });
    expect(code).toBe(1);
    expect(output).toMatch(/^The database that DATABASE_URL names .*\n$/);
    expect(output).not.toContain(password);
  });

  it('reports that the port is in use, and stops what it had started', async () => {
    const first = await start(dataDir);
    const fresh = await freshDataDir();
    const { port } = new URL(first.url);
    const { code, output } = await refused(fresh, { PORT: port, LOG_LEVEL: 'warn' });
    expect(code).toBe(1);
    expect(output).toBe(`Port ${port} is taken: stop what listens there, or set PORT to another one.\n`);
    await expect(postmaster(fresh)).rejects.toThrow('ENOENT');
  });
});
