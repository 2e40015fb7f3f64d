import type { Server } from 'node:http';
import type { Env } from '@/lib/env';
import type { PortalHandler } from '@/lib/server/requests';

export interface Portal {
  handle: PortalHandler;
  close(): Promise<void>;
}

/** Starts Next: from the build in production, from the sources in development. */
export async function startPortal(env: Env, httpServer: Server): Promise<Portal> {
  // A process without a portal does not load Next.
  const { default: next } = await import('next');
  const app = next({ dev: env.NODE_ENV === 'development', dir: '.', httpServer, port: env.PORT });
  await app.prepare();
  return { handle: app.getRequestHandler(), close: () => app.close() };
}
