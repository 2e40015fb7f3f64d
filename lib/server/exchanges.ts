import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
}

/** The requests of a server that do not have a complete response yet. */
export class Exchanges {
  private readonly open = new Set<Exchange>();

  constructor(server: Server) {
    const add = (request: IncomingMessage, response: ServerResponse) => {
      const exchange = { request, response };
      this.open.add(exchange);
      response.on('close', () => this.open.delete(exchange));
    };
    server.on('request', add).on('checkExpectation', add);
  }

  all(): Exchange[] {
    return [...this.open];
  }

  /** The requests of one connection, in the order in which they arrived. */
  of(socket: Duplex): Exchange[] {
    return this.all().filter(({ request }) => request.socket === socket);
  }
}
