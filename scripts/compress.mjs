// Compresses the scripts and style sheets of a build with Brotli, once for each build.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';

const compress = promisify(brotliCompress);

/** Writes a Brotli file next to each script and style sheet of the build. lib/server/static-files.ts serves them. */
export async function compressStaticFiles(folder = '.next/static') {
  const names = await readdir(folder, { recursive: true });
  const files = names.filter((name) => /\.(js|css)$/.test(name)).map((name) => path.join(folder, name));
  await Promise.all(files.map(async (file) => writeFile(`${file}.br`, await compress(await readFile(file)))));
}
