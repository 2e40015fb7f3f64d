import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { SYSTEM } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { eraseMessagesOf } from '@/lib/domain/retention/erase-messages';

const BATCH = 1_000;

/** The tables whose rows name their workspace and are deleted with its data. */
export const DELETED_OF_WORKSPACE = [
  'api_key_daily_usage',
  'audit_events',
  'bulk_actions',
  'idempotency_records',
  'invitations',
  'key_leaks',
  'lookup_lists',
  'lookup_totals',
  'low_balance_notices',
  'message_total_changes',
  'message_totals',
  'second_factor_policies',
  'verifications',
  'webhook_deliveries',
  'webhook_endpoints',
  'webhook_events',
  'webhook_settings',
];

/** The same for tables whose rows name an API key. */
export const DELETED_OF_KEYS = [
  'api_key_address_usage',
  'api_key_call_days',
  'api_key_destinations',
  'api_key_last_uses',
  'api_key_network_usage',
  'api_key_networks',
  'api_key_position_usage',
  'api_key_secrets',
  'api_key_spend',
  'api_key_usage',
  'bulk_action_keys',
  'expiry_notices',
  'key_refusal_groups',
  'key_refusals',
  'old_signing_secrets',
  'signature_nonces',
  'signing_secret_hashes',
];

/**
 * Deletes up to a thousand rows of a table, and returns how many. If the table has partitions, all rows are of one of them,
 * because rows of different partitions can have the same ctid.
 */
async function deleteRows(table: string, owner: Prisma.Sql): Promise<number> {
  const [found] = await db().$queryRaw<{ name: string }[]>`
    SELECT tableoid::regclass::text AS name FROM ${Prisma.raw(table)} WHERE ${owner} LIMIT 1`;
  if (!found) return 0;
  const name = Prisma.raw(found.name);
  return db().$executeRaw`
    DELETE FROM ${name} WHERE ctid = ANY(ARRAY(SELECT ctid FROM ${name} WHERE ${owner} LIMIT ${BATCH}))`;
}

async function deleteBatch(workspaceId: string): Promise<number> {
  const erased = await eraseMessagesOf(workspaceId);
  if (erased > 0) return erased;
  for (const table of DELETED_OF_WORKSPACE) {
    const deleted = await deleteRows(table, Prisma.sql`workspace_id = ${workspaceId}`);
    if (deleted > 0) return deleted;
  }
  const ofKeys = Prisma.sql`api_key_id IN (SELECT id FROM api_keys WHERE workspace_id = ${workspaceId})`;
  for (const table of DELETED_OF_KEYS) {
    const deleted = await deleteRows(table, ofKeys);
    if (deleted > 0) return deleted;
  }
  return 0;
}

/** Removes the members, and what the rows that stay tell about the customer. */
async function finish(workspaceId: string): Promise<void> {
  const deletedAt = now();
  await db().$transaction(async (tx) => {
    const { count: members } = await tx.membership.deleteMany({ where: { workspaceId } });
    await tx.payment.updateMany({ where: { workspaceId }, data: { userId: null, checkoutUrl: null } });
    const { count: keys } = await tx.apiKey.updateMany({
      where: { workspaceId },
      data: {
        label: '',
        purpose: null,
        owner: '',
        tags: [],
        note: '',
        allowlist: [],
        senders: [],
        signingRequired: false,
        sealedSigningSecret: null,
        revokedAt: deletedAt,
      },
    });
    await tx.workspace.update({
      where: { id: workspaceId },
      data: { name: '', contactEmail: null, allowlist: [], sealedCallbackSecret: null, deletedAt },
      select: { id: true },
    });
    await recordAudit(tx, SYSTEM, {
      action: 'workspace.delete',
      targetId: workspaceId,
      workspaceId,
      detail: { members, keys },
    });
  });
}

/**
 * Deletes up to a thousand rows of a closed workspace whose time is over, and returns how many, and one more when the
 * workspace is done. What stays is the ledger and what it refers to, without anything about people, and the records of
 * support (docs/decisions/0044).
 */
export async function deleteData(): Promise<number> {
  const due = await db().workspace.findFirst({
    where: { closedAt: { not: null }, deletesAt: { lte: now() }, deletedAt: null },
    orderBy: { deletesAt: 'asc' },
    select: { id: true },
  });
  if (!due) return 0;
  const deleted = await deleteBatch(due.id);
  if (deleted > 0) return deleted;
  await finish(due.id);
  return 1;
}
