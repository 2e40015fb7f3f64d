import type { RequestListener } from 'node:http';
import { newId } from '@/lib/ids';
import { currentProfile } from '@/lib/profiles/current';

/** The data plane: what answers the customers' servers. */
export interface Gateway {
  /** Whether a request for `url` is the API's, and so the gateway's to answer. */
  handles(url: string | undefined): boolean;
  listener: RequestListener;
  /** Writes what is still held in memory; call it once no request is in flight. */
  close(): Promise<void>;
}

/** The gateway of the current profile. */
export function createGateway(): Gateway {
  const { base } = currentProfile();
  return {
    handles: (url = '') => url.startsWith(base) && /^(?:[/?#]|$)/.test(url.slice(base.length)),
    listener: (_request, response) => {
      const problem = {
        type: 'about:blank',
        title: 'Not found',
        status: 404,
        code: 'NOT_FOUND',
        request_id: newId('req'),
      };
      response.writeHead(404, {
        'content-type': 'application/problem+json',
        'x-request-id': problem.request_id,
      });
      response.end(JSON.stringify(problem));
    },
    close: async () => {},
  };
}
