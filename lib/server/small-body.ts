import type { IncomingMessage } from 'node:http';

/** The bytes of the body as they were sent; undefined if there are more than `most`. */
export async function readSmallBytes(req: IncomingMessage, most: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req.iterator({ destroyOnReturn: false })) {
    size += chunk.length;
    if (size > most) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The body as text; undefined if it is larger than `most` bytes. */
export async function readSmallBody(req: IncomingMessage, most: number): Promise<string | undefined> {
  return (await readSmallBytes(req, most))?.toString('utf8');
}
