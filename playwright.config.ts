import { defineConfig, devices } from '@playwright/test';
import { findBrowser } from './e2e/browser';

/**
 * Specs that run at one width only, because they check what a page does, requests, memory or code instead of layout. The
 * portal has the same controls at every width; the specs about layout and accessibility open its pages and dialogs at
 * both.
 */
const SAME_AT_EVERY_WIDTH = [
  'accessible-names',
  'account-settings',
  'accounts',
  'api-key-secret',
  'api-keys-access',
  'audit-log',
  'balance',
  'browser-safety',
  'docs',
  'early-interactions',
  'email-confirmation',
  'key-lifecycle',
  'key-refusals',
  'key-settings',
  'messages',
  'openid',
  'outdated-page',
  'page-weight',
  'password-reset',
  'portal',
  'pasted-secret',
  'prefetch',
  'processes',
  'public-files',
  'return-path',
  'secret-memory',
  'security-settings',
  'server-actions',
  'smoke',
  'staff',
  'support-access',
  'support-actions',
  'support-console',
  'support-session',
  'support-session-cookie',
  'support-session-end',
  'support-traces',
  'toasts',
  'translated-page',
  'upgrade',
  'usage',
  'webhooks',
].map((name) => `**/${name}.spec.ts`);

/** Specs on a workspace with 10,000 keys, which is made once for all of them. */
const LARGE = 'e2e/large-workspace/*.spec.ts';
const LARGE_SEED = 'e2e/large-workspace/seed.spec.ts';
/** Those of them that check layout. */
const LARGE_LAYOUT = 'e2e/large-workspace/*-layout.spec.ts';

/** The address of a deployed instance, where only the smoke suite may run. */
const { BASE_URL } = process.env;
const phone = { ...devices['Pixel 7'], viewport: { width: 390, height: 844 } };
const wide = { ...devices['Desktop Chrome'], viewport: { width: 1280, height: 800 } };

export default defineConfig({
  testDir: '.',
  globalSetup: './e2e/global-setup.ts',
  testMatch: ['e2e/**/*.spec.ts', 'lib/profiles/*/portal.spec.ts'],
  outputDir: 'test-results',
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  // Long enough for a machine with other work on every core.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  // Recording traces makes the suite take 50% longer. `--trace=retain-on-failure` records them.
  use: { launchOptions: findBrowser(), screenshot: 'only-on-failure' },
  projects: BASE_URL
    ? [{ name: 'deployed', testMatch: '**/smoke.spec.ts', use: { ...wide, baseURL: BASE_URL } }]
    : [
        { name: 'wide', testIgnore: LARGE, use: wide },
        { name: 'phone', testIgnore: [...SAME_AT_EVERY_WIDTH, LARGE], use: phone },
        { name: 'large-seed', testMatch: LARGE_SEED },
        {
          name: 'large-wide',
          testMatch: LARGE,
          testIgnore: LARGE_SEED,
          dependencies: ['large-seed'],
          use: wide,
        },
        { name: 'large-phone', testMatch: LARGE_LAYOUT, dependencies: ['large-seed'], use: phone },
      ],
});
