import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface ReceivedWebhook {
  path: string;
  headers: Record<string, string>;
  body: string;
}

export interface TestReceiver {
  url: string;
  received: ReceivedWebhook[];
  close(): Promise<void>;
}

function toHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

/**
 * A customer's server over HTTP.
 * @param respond what it does with the n-th request, from 1. Without it, it responds with 200.
 */
export async function startReceiver(
  respond: (response: ServerResponse, count: number, webhook: ReceivedWebhook) => void = (response) =>
    response.end('ok'),
): Promise<TestReceiver> {
  const received: ReceivedWebhook[] = [];
  const server = createServer(async (request, response) => {
    const { url = '', headers } = request;
    const webhook = { path: url, headers: toHeaders(headers), body: await text(request) };
    respond(response, received.push(webhook), webhook);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
