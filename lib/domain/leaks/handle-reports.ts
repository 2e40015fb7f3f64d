import type { Transaction } from '@/lib/db/client';
import type { LeakReport } from '@/lib/db/generated/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeSystem } from '@/lib/domain/authorize';
import { findKnown } from '@/lib/domain/leaks/find-known';
import { recordLeak } from '@/lib/domain/leaks/record-leak';
import type { LeakedSecret } from '@/lib/domain/leaks/store-place';
import { transact } from '@/lib/domain/transact';
import { ok, type Result } from '@/lib/errors';

const BATCH = 50;

type Report = Pick<LeakReport, 'hash' | 'source' | 'location'>;

/**
 * Removes and returns the oldest reports that no other worker has locked, those of scanners first: anybody can fill in the
 * form.
 */
function takeReports(tx: Transaction): Promise<Report[]> {
  return tx.$queryRaw<Report[]>`
    DELETE FROM leak_reports WHERE id = ANY(ARRAY(
      SELECT id FROM leak_reports ORDER BY source, created_at, id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED
    )) RETURNING hash, source, location`;
}

/** The secrets that were reported, with the places. */
async function findLeaked(tx: Transaction, reports: readonly Report[]): Promise<LeakedSecret[]> {
  const byHash = Map.groupBy(reports, ({ hash }) => Buffer.from(hash).toString('hex'));
  const known = await findKnown(
    reports.map(({ hash }) => hash),
    tx,
  );
  return known.flatMap(({ hash, ...secret }) =>
    (byHash.get(hash) ?? []).map(({ source, location }) => ({ ...secret, source, location })),
  );
}

/** Locks the workspaces of keys before the keys, as calls of keys that change other keys do. */
async function lockWorkspaces(tx: Transaction, leaked: readonly LeakedSecret[]): Promise<void> {
  const keyIds = leaked.map(({ apiKeyId }) => apiKeyId);
  await tx.$queryRaw`
    SELECT 1 FROM workspaces WHERE id IN (SELECT workspace_id FROM api_keys WHERE id = ANY(${keyIds}))
    ORDER BY id COLLATE "C" FOR NO KEY UPDATE`;
}

/**
 * Handles a batch of reports that a secret leaked: stores where it was found, disables the key or only tells its owners, as
 * the workspace chose. Reports of unknown texts are dropped. Returns how many reports it handled. Refuses everyone but the
 * system with FORBIDDEN.
 */
export async function handleLeakReports(actor: Actor): Promise<Result<number>> {
  const authorized = authorizeSystem(actor, 'leaks/handle-reports');
  if (!authorized.ok) return authorized;
  return transact(actor, async (tx) => {
    const reports = await takeReports(tx);
    const found = await findLeaked(tx, reports);
    await lockWorkspaces(tx, found);
    for (const leaked of found) await recordLeak(tx, actor, leaked);
    return ok(reports.length);
  });
}
