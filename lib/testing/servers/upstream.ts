import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';

export interface UpstreamCall {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** What the backend does with a call. */
export type Behavior = (response: ServerResponse, call: UpstreamCall, socket: Socket) => unknown;

export interface TestUpstream {
  /** Where the API of the backend begins. */
  url: string;
  calls: UpstreamCall[];
  /** What it does from now on. */
  behave(behavior: Behavior): void;
  close(): Promise<void>;
}

/** A provider's own backend over HTTP. It responds to everything with `{"ok":true}` unless told otherwise. */
export async function startUpstream(): Promise<TestUpstream> {
  const calls: UpstreamCall[] = [];
  const usual: Behavior = (response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}');
  let behavior = usual;
  const server = createServer(async (request, response) => {
    const { method = '', url = '', headers, socket } = request;
    const call = { method, url, headers, body: await text(request) };
    calls.push(call);
    behavior(response, call, socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/internal`,
    calls,
    behave(next) {
      behavior = next;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
