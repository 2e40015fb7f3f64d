import { execFileSync } from 'node:child_process';
import { overrideEnv } from '@/lib/env';
import { installBetterAuth } from './better-auth';
import { type Comparison, compare, type Subject } from './compare';
import { ACTIVE_KEYS, startBenchCluster, UNLIMITED } from './database';
import { APP_SECRET } from './secret';
import { type BenchServer, PRODUCT, startServer } from './server';
import { startBare } from './start-bare';

const NEXT = 'node_modules/next/dist/bin/next';
const BASELINE = 'bench/next-baseline';
const PORTS = { gateway: 4201, large: 4202, bare: 4203, next: 4204, betterAuth: 4208 };
const ROUNDS = 9;

export interface AccountFigure extends Comparison {
  against: string;
  connections: number;
}

/**
 * Measures GET /api/v1/account against a bare server, a Next route handler, better-auth's verification of an API key, and a
 * database with more keys.
 */
export async function measureAccount(report: (figure: AccountFigure) => void): Promise<void> {
  // This process creates the keys, so it needs the same secret as the servers.
  overrideEnv({ APP_SECRET, LOG_LEVEL: 'warn' });
  const cluster = await startBenchCluster();
  const stops = [() => cluster.stop()];
  const stopAtEnd = (server: BenchServer) => {
    stops.unshift(() => server.stop());
    return server.url;
  };
  const start = async (port: number, args: string[], env: Record<string, string>) =>
    stopAtEnd(await startServer(args, port, { APP_SECRET, LOG_LEVEL: 'warn', ...env }));
  const startGateway = async (port: number, DATABASE_URL: string) =>
    `${await start(port, PRODUCT, { DATABASE_URL, ROLE: 'gateway' })}/api/v1/account`;

  try {
    const { url, secrets } = await cluster.addDatabase('thousand', 1_000);
    const gateway: Subject = { url: await startGateway(PORTS.gateway, url), secrets };

    const measure = async (against: string, subject: Subject, baseline: Subject) => {
      for (const connections of [20, 100])
        report({ against, connections, ...(await compare(subject, baseline, connections, ROUNDS)) });
    };

    const bare = stopAtEnd(await startBare(PORTS.bare, gateway.url, secrets[0] ?? ''));
    await measure('bare node:http server, same bytes', gateway, { url: bare, secrets });

    execFileSync(process.execPath, [NEXT, 'build', BASELINE], { stdio: 'ignore' });
    const next = await start(PORTS.next, [NEXT, 'start', BASELINE, '-p', String(PORTS.next)], {
      DATABASE_URL: url,
    });
    await measure('Next route handler, Prisma', gateway, { url: `${next}/account`, secrets });

    const betterAuth = await installBetterAuth();
    stops.push(betterAuth.remove);
    const verifier = await start(PORTS.betterAuth, [betterAuth.program], {
      DATABASE_URL: await cluster.addEmptyDatabase('better_auth'),
      CONNECTIONS: '20',
      KEYS: String(ACTIVE_KEYS),
      RATE_LIMIT: String(UNLIMITED),
    });
    const verifierSecrets: string[] = await (await fetch(`${verifier}/keys`)).json();
    await measure('better-auth', gateway, { url: verifier, secrets: verifierSecrets });

    const many = await cluster.addDatabase('ten_million', 10_000_000);
    const large = { url: await startGateway(PORTS.large, many.url), secrets: many.secrets };
    await measure('itself: 10,000,000 keys against 1,000', large, gateway);
  } finally {
    for (const stop of stops) await stop();
  }
}
