import { DAY, now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { Actor } from '@/lib/domain/actor';
import { apiKeyStatus } from '@/lib/domain/api-keys/status';
import { recordAudit } from '@/lib/domain/audit/record';
import { mailLeak } from '@/lib/domain/leaks/mail';
import { readSecret } from '@/lib/domain/leaks/read-secret';
import { signingColumns } from '@/lib/domain/leaks/secret-end';
import { findStop, stopSecret } from '@/lib/domain/leaks/stop-secret';
import { type LeakedSecret, storePlace } from '@/lib/domain/leaks/store-place';
import { recordKeyEvent } from '@/lib/domain/webhook-events/record-key-event';

/** How long nobody gets another email about the same secret. */
const QUIET_MS = DAY;

const keyColumns = {
  id: true,
  workspaceId: true,
  environment: true,
  label: true,
  expiresAt: true,
  disabledAt: true,
  revokedAt: true,
  ...signingColumns,
  workspace: { select: { name: true, closedAt: true, contactEmail: true, leakResponse: true } },
} satisfies Prisma.ApiKeySelect;

type KeyRow = Prisma.ApiKeyGetPayload<{ select: typeof keyColumns }>;

/** Locks the key, so that nothing changes it until the transaction ends. */
async function lockKey(tx: Transaction, { apiKeyId }: LeakedSecret): Promise<KeyRow> {
  await tx.$queryRaw`SELECT 1 FROM api_keys WHERE id = ${apiKeyId} FOR NO KEY UPDATE`;
  return tx.apiKey.findUniqueOrThrow({ where: { id: apiKeyId }, select: keyColumns });
}

/**
 * Takes over one place where a secret was found. The first report of a place disables the key, or retires the old secret of
 * a rotation, if the workspace wants that and the secret has not ended, and tells the owners. A signing secret opens nothing
 * by itself, so it stops nothing. A secret that has ended is only recorded. Repeated reports of one place change nothing. If
 * enough places are stored, a report only stops what works. A closed workspace is not told, but its keys are stopped, because
 * it can be opened again.
 */
export async function recordLeak(tx: Transaction, actor: Actor, leaked: LeakedSecret): Promise<void> {
  const key = await lockKey(tx, leaked);
  const secret = await readSecret(tx, key, leaked.kind);
  const { id, workspaceId, workspace } = key;
  const where = { ...leaked.kind, workspaceId, reportedAt: { gt: new Date(now().getTime() - QUIET_MS) } };
  const isToldAlready = (await tx.keyLeak.count({ where })) > 0;
  const place = await storePlace(tx, workspaceId, leaked);
  if (place === 'known') return;

  const stop = findStop(key, secret);
  if (place === 'full' && stop === 'nothing') return;
  const isOver = secret.isOver || key.revokedAt !== null;
  const { source, location } = leaked;
  await recordAudit(tx, actor, {
    action: 'api_key.report_leak',
    targetId: id,
    workspaceId,
    detail: { source, location, secret: secret.name, ended: isOver },
  });
  await stopSecret(tx, actor, key, secret, stop);
  if (isOver || apiKeyStatus(key, now()) === 'expired' || workspace.closedAt !== null) return;
  await recordKeyEvent(tx, 'api_key.leaked', key, {
    // An event does not say who reported it, and anybody can fill in the form.
    location: source === 'scanner' ? location : '',
    disabled: stop === 'disable' || key.disabledAt !== null,
  });
  if (stop !== 'nothing' || !isToldAlready) await mailLeak(tx, { key, secret, source, location, stop });
}
