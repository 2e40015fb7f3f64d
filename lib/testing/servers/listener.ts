import { createServer } from 'node:http';
import { requestListener } from '@/lib/server/requests';

/** A server with the product's routes outside of the portal, whose pages are empty. */
export interface TestListener {
  url: string;
  close(): Promise<void>;
}

/** Starts the listener of the product on a free port. */
export async function startListener(): Promise<TestListener> {
  const server = createServer(
    requestListener({ portal: async (_req, res) => void res.end(), started: () => true }),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
