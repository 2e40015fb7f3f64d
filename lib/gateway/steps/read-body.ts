import type { IncomingMessage } from 'node:http';
import { ok, type Result, refuse, type SoonResult } from '@/lib/errors';
import { maxBodyBytes, takesBody, tooLarge } from '@/lib/gateway/request-body';
import type { ForwardedRoute, Route } from '@/lib/profiles/profile';

const NOTHING = ok(Buffer.alloc(0));
const endedEarly = () => refuse('MALFORMED_REQUEST', 'The body ended early.');

/**
 * Reads the body, if the route has one. Data after the limit is read and dropped, so that the client can read the
 * refusal.
 */
export function readBody(request: IncomingMessage, route: Route | ForwardedRoute): SoonResult<Buffer> {
  // The server may have ended a request without a body before it was handled. Then no event follows.
  if (!takesBody(route) || request.readableEnded) return NOTHING;
  // The client can have left while its key was looked up. Then no event follows.
  if (request.destroyed) return endedEarly();
  return new Promise<Result<Buffer>>((resolve) => {
    const chunks: Buffer[] = [];
    const most = maxBodyBytes(route);
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= most) chunks.push(chunk);
      else resolve(tooLarge(route));
    });
    request.on('end', () => resolve(ok(Buffer.concat(chunks))));
    request.on('error', () => resolve(endedEarly()));
    request.on('close', () => resolve(endedEarly()));
  });
}
