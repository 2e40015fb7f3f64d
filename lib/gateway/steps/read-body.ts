import type { IncomingMessage } from 'node:http';
import { ok, type Result, refuse } from '@/lib/errors';
import { maxBodyBytes, takesBody, tooLarge } from '@/lib/gateway/request-body';
import type { ForwardedRoute, Route } from '@/lib/profiles/profile';

const NOTHING = Buffer.alloc(0);

/**
 * Reads the body, if the route has one. Data after the limit is read and dropped, so that the client can read the
 * refusal.
 */
export async function readBody(
  request: IncomingMessage,
  route: Route | ForwardedRoute,
): Promise<Result<Buffer>> {
  if (!takesBody(route)) return ok(NOTHING);
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const most = maxBodyBytes(route);
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= most) chunks.push(chunk);
      else resolve(tooLarge(route));
    });
    request.on('end', () => resolve(ok(Buffer.concat(chunks))));
    request.on('error', () => resolve(refuse('MALFORMED_REQUEST', 'The body ended early.')));
  });
}
