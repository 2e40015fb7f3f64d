import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { env } from '@/lib/env';
import { listen, makeServer, type Timeouts, type WebServer } from '@/lib/server/listen';
import { type Mounts, requestListener } from '@/lib/server/requests';

/** Listens as the product does, for one test. */
export async function listenTo(
  mounts: Partial<Mounts>,
  timeouts?: Partial<Timeouts>,
  settings: Partial<ReturnType<typeof env>> = {},
): Promise<WebServer & { port: number }> {
  const here = { ...env(), PORT: 0, HOST: '127.0.0.1', ...settings };
  const { server, exchanges } = makeServer(
    here,
    requestListener({ started: () => true, ...mounts }),
    timeouts,
  );
  const port = await listen(server, here);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { server, exchanges, port };
}

/** A connection of one test. */
export async function openSocket(port: number): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  socket.on('error', () => {});
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  return socket;
}

/** Writes bytes as they are, and reads until the other side ends the connection. */
export async function exchange(port: number, bytes: string): Promise<string> {
  const socket = await openSocket(port);
  socket.write(bytes);
  return text(socket);
}

/** The status of each answer in what came back, in their order. */
export function statusesIn(answers: string): number[] {
  return [...answers.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
}
