import { DAY, now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import type { LeakSource } from '@/lib/db/generated/enums';
import type { Actor } from '@/lib/domain/actor';
import { apiKeyStatus } from '@/lib/domain/api-keys/status';
import { recordAudit } from '@/lib/domain/audit/record';
import { mailLeak } from '@/lib/domain/leaks/mail';
import { hasEnded } from '@/lib/domain/leaks/secret-end';
import { recordKeyEvent } from '@/lib/domain/webhook-events/record-key-event';
import { newId } from '@/lib/ids';

/** A secret of a key, and where it was found. */
export interface LeakedSecret {
  id: string;
  apiKeyId: string;
  masked: string;
  source: LeakSource;
  /** A URL, or an empty text. */
  location: string;
}

/** More places of one secret are not stored: anybody who has it can report any number of them. */
const PLACES_MAX = 20;
/** How long nobody gets another email about the same key. */
const QUIET_MS = DAY;

/** Locks the key, so that nothing changes it until the transaction ends. */
async function lockKey(tx: Transaction, { id, apiKeyId }: LeakedSecret) {
  await tx.$queryRaw`SELECT 1 FROM api_keys WHERE id = ${apiKeyId} FOR NO KEY UPDATE`;
  const { apiKey, ...secret } = await tx.apiKeySecret.findUniqueOrThrow({
    where: { id },
    select: {
      retiredAt: true,
      endsAt: true,
      apiKey: {
        select: {
          id: true,
          workspaceId: true,
          environment: true,
          label: true,
          expiresAt: true,
          disabledAt: true,
          revokedAt: true,
          workspace: { select: { name: true, closedAt: true, contactEmail: true, leakResponse: true } },
        },
      },
    },
  });
  return { key: apiKey, secret };
}

/** Stores the place; false if it is known, or if there are enough. */
async function storePlace(tx: Transaction, workspaceId: string, leaked: LeakedSecret): Promise<boolean> {
  const { id: secretId, apiKeyId, source, location } = leaked;
  if ((await tx.keyLeak.count({ where: { secretId, workspaceId } })) >= PLACES_MAX) return false;
  const { count } = await tx.keyLeak.createMany({
    data: [{ id: newId('leak'), workspaceId, apiKeyId, secretId, source, location, reportedAt: now() }],
    skipDuplicates: true,
  });
  return count > 0;
}

/**
 * Takes over one place where a secret was found. The first report of a place disables the key, if the workspace wants that
 * and the secret has not ended, and tells its owners. A secret that has ended is only recorded. Repeated reports of one place
 * change nothing.
 */
export async function recordLeak(tx: Transaction, actor: Actor, leaked: LeakedSecret): Promise<void> {
  const { key, secret } = await lockKey(tx, leaked);
  const { id, workspaceId, workspace } = key;
  const where = { apiKeyId: id, workspaceId, reportedAt: { gt: new Date(now().getTime() - QUIET_MS) } };
  const isToldAlready = (await tx.keyLeak.count({ where })) > 0;
  if (!(await storePlace(tx, workspaceId, leaked))) return;

  const status = apiKeyStatus(key, now());
  const isOver = hasEnded(secret) || key.revokedAt !== null || workspace.closedAt !== null;
  const disables = !isOver && key.disabledAt === null && workspace.leakResponse === 'disable';
  const { masked, source, location } = leaked;
  await recordAudit(tx, actor, {
    action: 'api_key.report_leak',
    targetId: id,
    workspaceId,
    detail: { source, location, secret: masked, ended: isOver },
  });
  if (disables) {
    await tx.apiKey.update({ where: { id, workspaceId }, data: { disabledAt: now() }, select: { id: true } });
    await recordAudit(tx, actor, { action: 'api_key.disable', targetId: id, workspaceId });
  }
  if (isOver || status === 'expired') return;
  await recordKeyEvent(tx, 'api_key.leaked', key, {
    location,
    disabled: disables || key.disabledAt !== null,
  });
  if (disables || !isToldAlready) await mailLeak(tx, { key, masked, source, location, disables });
}
