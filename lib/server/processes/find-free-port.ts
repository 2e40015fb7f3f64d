import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Env } from '@/lib/env';
import { listen } from '@/lib/server/listen';

/**
 * The port that the children can listen on: PORT, or a free one if it is 0. It listens for a moment without sharing the port.
 * Otherwise the children could share it with those of another server.
 * @throws OperatorError if it is taken
 */
export async function findFreePort(env: Env): Promise<number> {
  const probe = createServer();
  const port = await listen(probe, env);
  probe.close();
  probe.closeAllConnections();
  await once(probe, 'close');
  return port;
}
