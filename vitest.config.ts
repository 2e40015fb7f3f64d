import path from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { '@': path.resolve(import.meta.dirname) } },
  test: {
    include: [
      'app/**/*.test.ts',
      'cli/**/*.test.ts',
      'components/**/*.test.ts',
      'guarantees/**/*.test.ts',
      'lib/**/*.test.ts',
      'prisma/**/*.test.ts',
      'scripts/**/*.test.ts',
      '*.test.ts',
    ],
    globalSetup: ['lib/testing/servers/global-setup.ts'],
    setupFiles: ['lib/testing/servers/setup.ts'],
    env: {
      APP_SECRET: 'a secret of the tests, and of nothing else',
      LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent',
    },
    pool: 'forks',
    // A process for each file, which imports all packages, takes half as much processor time again. Instead,
    // lib/testing/servers/setup.ts separates the files of a process.
    isolate: false,
    // A deprecated call fails a test, because it stops working in the next major version.
    execArgv: ['--throw-deprecation'],
    maxWorkers: 2,
    // A second, the default, is too short for a busy machine.
    expect: { poll: { timeout: 15_000 } },
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
});
