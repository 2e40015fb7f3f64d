import { connect, createServer, type Socket } from 'node:net';

export interface DatabaseProxy {
  /** The database's address through the proxy. */
  url: string;
  /** `cut` ends every connection and takes no more; `freeze` takes them and lets nothing through; `pass` lets all. */
  become(state: 'pass' | 'cut' | 'freeze'): void;
  close(): Promise<void>;
}

/** Stands before the database at `url` and can fail as networks and servers do. */
export async function startDatabaseProxy(url: string): Promise<DatabaseProxy> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  let state = 'pass';

  const server = createServer((client) => {
    if (state === 'cut') {
      client.destroy();
      return;
    }
    const database = connect(Number(target.port), target.hostname);
    for (const [from, to] of [
      [client, database],
      [database, client],
    ] as const) {
      sockets.add(from);
      from.on('data', (chunk) => state !== 'freeze' && to.write(chunk));
      from.on('error', () => to.destroy());
      from.on('close', () => {
        to.destroy();
        sockets.delete(from);
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const proxied = new URL(url);
  proxied.port = String(typeof address === 'object' && address ? address.port : 0);

  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: proxied.href,
    become(next) {
      state = next;
      if (next === 'cut') cut();
    },
    async close() {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
