import { randomUUID } from 'node:crypto';
import { db, disconnect } from '@/lib/db/client';
import type { MemberActor } from '@/lib/domain/actor';
import { continueBulkAction } from '@/lib/domain/bulk-actions/continue';
import { previewBulkAction } from '@/lib/domain/bulk-actions/preview';
import { startBulkAction } from '@/lib/domain/bulk-actions/start';
import { overrideEnv } from '@/lib/env';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { granted } from '@/lib/testing/factories/api-keys';
import { createManyKeys } from '../prisma/demonstration/many-keys';
import { createTenant } from '../prisma/demonstration/people';
import { median } from './compare';
import { startBenchCluster } from './database';
import { APP_SECRET } from './secret';

const KEYS = 10_000;

const SELECTION = { filter: {} };
const ASKED = [
  { kind: 'addNetwork', entry: { network: '203.0.113.0/24' }, selection: SELECTION },
  { kind: 'setExpiry', expiry: '1y', selection: SELECTION },
  { kind: 'disable', selection: SELECTION },
  { kind: 'revoke', selection: SELECTION },
] as const;

export interface BulkFigure {
  kind: string;
  keys: number;
  /** In milliseconds. */
  impact: number;
  confirmation: number;
  /** Of all batches together, in seconds. */
  work: number;
  batch: number;
  slowestBatch: number;
}

async function time<T>(work: () => Promise<T>): Promise<[value: T, ms: number]> {
  const started = performance.now();
  const value = await work();
  return [value, performance.now() - started];
}

async function measure(owner: MemberActor, asked: (typeof ASKED)[number]): Promise<BulkFigure> {
  const [preview, impact] = await time(async () => granted(await previewBulkAction(owner, asked)));
  const { asOf, fingerprint, confirmation: typed } = preview;
  const confirmed = { ...asked, asOf, fingerprint, token: randomUUID(), confirmation: typed ?? undefined };
  const [started, confirmation] = await time(async () => granted(await startBulkAction(owner, confirmed)));
  const batches: number[] = [];
  for (let isOpen = true; isOpen; ) {
    const [progress, ms] = await time(async () =>
      granted(await continueBulkAction(owner, { bulkActionId: started.id })),
    );
    batches.push(ms);
    isOpen = progress.endedAt === null;
  }
  return {
    ...{ kind: asked.kind, keys: started.keys, impact, confirmation },
    work: batches.reduce((sum, ms) => sum + ms, 0) / 1_000,
    batch: median(batches),
    slowestBatch: Math.max(...batches),
  };
}

/** Measures each kind of bulk action on all keys of a workspace, with 30 days of calls, without HTTP. */
export async function measureBulkActions(report: (figure: BulkFigure) => void): Promise<void> {
  overrideEnv({ APP_SECRET, LOG_LEVEL: 'warn' });
  const cluster = await startBenchCluster();
  try {
    const { url } = await cluster.addDatabase('bulk', 1_000);
    overrideEnv({ DATABASE_URL: url });
    const { members } = await createTenant('Many keys', 'bulk.example');
    await createManyKeys(keydesk, members, KEYS);
    await db().$executeRaw`VACUUM ANALYZE`;
    for (const asked of ASKED) report(await measure(members.owner, asked));
  } finally {
    await disconnect();
    await cluster.stop();
  }
}
