import type { Readable } from 'node:stream';
import type { StoredResponse } from '@/lib/domain/idempotency/stored-response';
import type { StreamedResponse } from '@/lib/gateway/response';

/** The start of a body, and what follows; `rest` is undefined if nothing does. */
interface ReadBody {
  start: Buffer;
  rest: AsyncIterator<Buffer> | undefined;
}

/** Reads a body to its end, or until it has more than `maxBytes`. Throws if it ends early. */
export async function readStart(stream: Readable, maxBytes: number): Promise<ReadBody> {
  const rest: AsyncIterator<Buffer> = stream[Symbol.asyncIterator]();
  const chunks: Buffer[] = [];
  let size = 0;
  for (let next = await rest.next(); !next.done; next = await rest.next()) {
    chunks.push(next.value);
    size += next.value.length;
    if (size > maxBytes) return { start: Buffer.concat(chunks), rest };
  }
  return { start: Buffer.concat(chunks), rest: undefined };
}

/** The body that `readStart` has begun to read. */
export async function* join(start: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield start;
  yield* { [Symbol.asyncIterator]: () => rest };
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function toText(body: Buffer): string | null {
  try {
    const text = utf8.decode(body);
    return text.includes('\0') ? null : text;
  } catch {
    // It is not text.
    return null;
  }
}

/** A response as it is stored; null if it is not text. */
export function toStored({ status, headers }: StreamedResponse, body: Buffer): StoredResponse | null {
  const text = 'content-encoding' in headers ? null : toText(body);
  return text === null
    ? null
    : { status, contentType: [headers['content-type'] ?? ''].flat().join(', '), body: text };
}
