import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
}

/** The requests of a server that do not have a complete response yet. */
export class Exchanges {
  /**
   * By connection. V8 replaces the table of a set or map that changes often, and each old table refers to the next one: what
   * they held stays in memory until a major garbage collection. Connections change less often than requests.
   */
  private readonly open = new Map<Duplex, Exchange[]>();

  constructor(server: Server) {
    const add = (request: IncomingMessage, response: ServerResponse) => {
      const exchange = { request, response };
      const exchanges = this.openOn(request.socket);
      exchanges.push(exchange);
      response.on('close', () => {
        exchanges.splice(exchanges.indexOf(exchange), 1);
      });
    };
    server.on('request', add).on('checkExpectation', add);
  }

  all(): Exchange[] {
    return [...this.open.values()].flat();
  }

  /** The requests of one connection, in the order in which they arrived. */
  of(socket: Duplex): Exchange[] {
    return [...(this.open.get(socket) ?? [])];
  }

  private openOn(socket: Duplex): Exchange[] {
    let exchanges = this.open.get(socket);
    if (!exchanges) {
      exchanges = [];
      this.open.set(socket, exchanges);
      socket.once('close', () => this.open.delete(socket));
    }
    return exchanges;
  }
}
