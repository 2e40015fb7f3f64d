import { createServer } from 'node:net';
import type { Env } from '@/lib/env';
import { explainListenError } from '@/lib/server/listen-error';

/**
 * The port that the children can listen on: PORT, or a free one if it is 0. It listens for a moment without sharing the port.
 * Otherwise the children could share it with those of another server.
 * @throws OperatorError if it is taken
 */
export function findFreePort(env: Env): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => reject(explainListenError(error, env)));
    probe.listen(env.PORT, env.HOST, () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : env.PORT;
      probe.close(() => resolve(port));
    });
  });
}
