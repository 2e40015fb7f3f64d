import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { findBrowser } from '@/e2e/browser';
import { disconnect } from '@/lib/db/client';
import { overrideEnv } from '@/lib/env';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { makeSessionCookie } from '@/lib/testing/factories/session-cookie';
import { databaseUrl, makeDataDir, removeDataDir, startServer } from '@/lib/testing/servers/server';
import { median } from './compare';
import { APP_SECRET } from './secret';

/** No dependency of the product: npm fetches it for the measurement. */
const PROGRAM = 'lighthouse@12.8.2';
const RUNS = 5;
const KEYS = 10;

const METRICS = {
  firstPaint: 'first-contentful-paint',
  largestPaint: 'largest-contentful-paint',
  blocked: 'total-blocking-time',
  shift: 'cumulative-layout-shift',
} as const;

type Metric = keyof typeof METRICS;

/** The median of each figure of a page, in milliseconds, and the scores of all runs, from 0 to 100. */
export interface LighthouseFigure extends Record<Metric, number> {
  page: string;
  scores: number[];
}

interface Report {
  categories: { performance: { score: number } };
  audits: Record<string, { numericValue: number }>;
}

/** Loads a page once as Lighthouse's phone does: a slow processor and a slow network. */
async function loadOnce(url: string, cookie: string): Promise<Report> {
  const { executablePath, args = [] } = findBrowser();
  const { stdout } = await promisify(execFile)(
    'npx',
    [
      '--yes',
      PROGRAM,
      url,
      '--quiet',
      '--output=json',
      '--only-categories=performance',
      `--extra-headers=${JSON.stringify({ cookie })}`,
      `--chrome-flags=${['--headless=new', '--no-sandbox', ...args].join(' ')}`,
    ],
    {
      maxBuffer: 50_000_000,
      env: { ...process.env, ...(executablePath && { CHROME_PATH: executablePath }) },
    },
  );
  return JSON.parse(stdout);
}

/** Loads a page, again if Lighthouse asks to: it sometimes misses the begin of its own recording. */
async function load(url: string, cookie: string, attempts = 3): Promise<Report> {
  return loadOnce(url, cookie).catch((error: unknown) => {
    if (attempts <= 1 || !String(error).includes('run Lighthouse again')) throw error;
    return load(url, cookie, attempts - 1);
  });
}

async function measure(page: string, url: string, cookie: string): Promise<LighthouseFigure> {
  const reports: Report[] = [];
  for (let run = 0; run < RUNS; run++) reports.push(await load(url, cookie));
  const middle = (metric: Metric) =>
    median(reports.map(({ audits }) => audits[METRICS[metric]]?.numericValue ?? Number.NaN));
  return {
    page,
    scores: reports.map(({ categories }) => Math.round(categories.performance.score * 100)),
    firstPaint: middle('firstPaint'),
    largestPaint: middle('largestPaint'),
    blocked: middle('blocked'),
    shift: middle('shift'),
  };
}

/** Measures the sign-in page and the list of keys of the built product on Lighthouse's phone. */
export async function measureLighthouse(report: (figure: LighthouseFigure) => void): Promise<void> {
  const dataDir = await makeDataDir();
  const server = await startServer(dataDir, { APP_SECRET, LOG_LEVEL: 'silent' });
  overrideEnv({ APP_SECRET, APP_URL: server.url, DATABASE_URL: await databaseUrl(dataDir) });
  try {
    const owner = await makeMember();
    for (let number = 1; number <= KEYS; number++) await makeKey(owner, { label: `Server ${number}` });
    const { name, value } = await makeSessionCookie(owner);
    report(await measure('Sign-in', `${server.url}/login`, ''));
    report(await measure('API keys', `${server.url}/settings/api-keys`, `${name}=${value}`));
  } finally {
    await disconnect();
    await server.end('SIGTERM');
    await removeDataDir(dataDir);
  }
}
