import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Actor, WorkspaceActor } from '@/lib/domain/actor';
import { type ApiKeyDetails, detailsColumns, toDetails } from '@/lib/domain/api-keys/details';
import { findKeys, inOrder } from '@/lib/domain/api-keys/find';
import { exportApiKeysSchema } from '@/lib/domain/api-keys/list-schema';
import { matching } from '@/lib/domain/api-keys/matching';
import { type KeyPosition, type Ordering, orderingOf } from '@/lib/domain/api-keys/ordering';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import type { ScopedOperation } from '@/lib/domain/key-policy/scopes';
import { parse } from '@/lib/domain/parse';
import { csvFormat } from '@/lib/domain/text/csv';
import { transact } from '@/lib/domain/transact';
import { ok, type Result } from '@/lib/errors';

const BATCH = 500;

/** What is public about a key. A secret is masked. */
const CSV = csvFormat<ApiKeyDetails>({
  id: (key) => key.id,
  number: (key) => key.number?.toString(),
  label: (key) => key.label,
  owner: (key) => key.owner,
  tags: (key) => key.tags.join(' '),
  note: (key) => key.note,
  purpose: (key) => key.purpose,
  environment: (key) => key.environment,
  status: (key) => key.status,
  secret: (key) => key.maskedSecret,
  scopes: (key) => key.scopes.join(' '),
  created_at: (key) => key.createdAt.toISOString(),
  created_by: (key) => key.createdBy,
  expires_at: (key) => key.expiresAt?.toISOString(),
  revoked_at: (key) => key.revokedAt?.toISOString(),
  revoked_by: (key) => key.revokedBy,
  last_used_at: (key) => key.lastUse?.at.toISOString(),
  last_used_from: (key) => key.lastUse?.address,
  last_used_for: (key) => key.lastUse?.operation,
  rate_limit: (key) => String(key.rateLimit),
  signatures: (key) => (key.signing.required ? 'required' : 'optional'),
  networks: (key) => key.allowlist.map(({ network }) => network).join(' '),
  spend_per_day: (key) => key.limits.spendPerDay,
  spend_per_month: (key) => key.limits.spendPerMonth,
  currency: (key) => key.currency,
  countries: (key) => key.limits.countries.join(' '),
  senders: (key) => key.limits.senders.join(' '),
});

async function* write(
  { workspaceId }: WorkspaceActor,
  ordering: Ordering,
  where: ReturnType<typeof matching>,
): AsyncGenerator<string> {
  yield CSV.header;
  for (let position: KeyPosition | undefined, isLast = false; !isLast; ) {
    const found: KeyPosition[] = await findKeys(ordering, where, position, BATCH);
    const ids = found.map(({ id }) => id);
    const rows = await db().apiKey.findMany({
      where: { workspaceId, id: { in: ids } },
      select: detailsColumns,
    });
    yield CSV.lines(inOrder(found, rows).map(toDetails));
    position = found.at(-1);
    isLast = found.length < BATCH;
  }
}

/**
 * Exports the keys of the actor's workspace that match a filter as the parts of a CSV file, without secrets. The export is
 * audited. Refuses with INVALID_REQUEST, FORBIDDEN or NOT_FOR_SUPPORT.
 * @param operations those of the provider's API
 */
export async function exportApiKeys(
  actor: Actor,
  input: unknown,
  operations: readonly ScopedOperation[],
): Promise<Result<AsyncGenerator<string>>> {
  const parsed = parse(exportApiKeysSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeInWorkspace(actor, 'api-keys/export');
  if (!authorized.ok) return authorized;
  const viewer = authorized.value;
  const { sort, ...filter } = parsed.value;
  const recorded = await transact(viewer, async (tx) => {
    await recordAudit(tx, viewer, {
      action: 'api_key.export',
      targetId: viewer.workspaceId,
      detail: { filter: JSON.parse(JSON.stringify(filter)) },
    });
    return ok(null);
  });
  return recorded.ok
    ? ok(write(viewer, orderingOf(sort, now()), matching(viewer, filter, operations)))
    : recorded;
}
