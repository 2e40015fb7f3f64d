import type { IncomingMessage } from 'node:http';
import { type Step, stop } from '@/lib/gateway/problem';
import { MAX_BODY_BYTES, takesBody, tooLarge } from '@/lib/gateway/steps/check-syntax';
import type { OperationRoute } from '@/lib/profiles/types';

const NOTHING = Buffer.alloc(0);

/**
 * The bytes of the body, where the operation takes one, read to their end. What comes beyond the limit is let pass
 * by, so that the refusal can be read.
 */
export async function readBody(request: IncomingMessage, route: OperationRoute): Promise<Step<Buffer>> {
  if (!takesBody(route)) return { ok: true, value: NOTHING };
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= MAX_BODY_BYTES) chunks.push(chunk);
      else resolve(tooLarge());
    });
    request.on('end', () => resolve({ ok: true, value: Buffer.concat(chunks) }));
    request.on('error', () => resolve(stop('INVALID_REQUEST', 'The body ended early.', { status: 400 })));
  });
}
