import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';

const FOLDER = '.next/static';
/** Scripts and style sheets of the build. Their names contain a hash, and no part of their path begins with a dot. */
const FILE = /^\/_next\/static\/((?:[\w~-][\w.~-]*\/)*[\w~-][\w.~-]*\.(js|css))$/;
const TYPES: Record<string, string> = {
  js: 'application/javascript; charset=UTF-8',
  css: 'text/css; charset=UTF-8',
};

/** Whether a client accepts Brotli (RFC 9110, 12.5.3). */
function acceptsBrotli({ headers }: IncomingMessage): boolean {
  const codings = String(headers['accept-encoding'] ?? '').split(',');
  return codings.some((coding) => /^\s*br\s*(;\s*q=(1|0\.\d*[1-9])[\d.]*\s*)?$/i.test(coding));
}

async function readIfThere(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * Answers a request for a script or a style sheet with the Brotli file from the build, which is smaller than the gzip
 * that Next sends. Returns false if there is none, or if the client does not accept Brotli.
 * @param folder where the build keeps its static files
 */
export async function answerStaticFile(
  req: IncomingMessage,
  res: ServerResponse,
  folder = FOLDER,
): Promise<boolean> {
  const [, name, extension] = FILE.exec(req.url?.split('?', 1)[0] ?? '') ?? [];
  const isRead = req.method === 'GET' || req.method === 'HEAD';
  if (!name || !extension || !isRead || !acceptsBrotli(req)) return false;
  const file = await readIfThere(path.join(folder, `${name}.br`));
  if (!file) return false;
  res.writeHead(200, {
    'content-type': TYPES[extension],
    'content-encoding': 'br',
    'content-length': file.length,
    'cache-control': 'public, max-age=31536000, immutable',
    vary: 'Accept-Encoding',
    'x-content-type-options': 'nosniff',
  });
  res.end(file);
  return true;
}
