import { DAY, now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { Actor } from '@/lib/domain/actor';
import { apiKeyStatus } from '@/lib/domain/api-keys/status';
import { recordAudit } from '@/lib/domain/audit/record';
import { mailLeak } from '@/lib/domain/leaks/mail';
import { hasEnded, isCurrentSigning, SIGNING_SECRET } from '@/lib/domain/leaks/secret-end';
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
  sealedSigningSecret: true,
  workspace: { select: { name: true, closedAt: true, contactEmail: true, leakResponse: true } },
} satisfies Prisma.ApiKeySelect;

type KeyRow = Prisma.ApiKeyGetPayload<{ select: typeof keyColumns }>;

/** Locks the key, so that nothing changes it until the transaction ends. */
async function lockKey(tx: Transaction, { apiKeyId }: LeakedSecret): Promise<KeyRow> {
  await tx.$queryRaw`SELECT 1 FROM api_keys WHERE id = ${apiKeyId} FOR NO KEY UPDATE`;
  return tx.apiKey.findUniqueOrThrow({ where: { id: apiKeyId }, select: keyColumns });
}

interface FoundSecret {
  isSigning: boolean;
  /** As pages show it. */
  name: string;
  /** Whether it no longer works, whatever the state of the key. */
  isOver: boolean;
}

async function readSecret(tx: Transaction, key: KeyRow, { kind }: LeakedSecret): Promise<FoundSecret> {
  if ('secretId' in kind) {
    const where = { id: kind.secretId, apiKeyId: key.id };
    const select = { masked: true, retiredAt: true, endsAt: true };
    const secret = await tx.apiKeySecret.findUniqueOrThrow({ where, select });
    return { isSigning: false, name: secret.masked, isOver: hasEnded(secret) };
  }
  const where = { hash: kind.signingHash, apiKeyId: key.id };
  const { sealedHash } = await tx.signingSecretHash.findUniqueOrThrow({ where });
  return { isSigning: true, name: SIGNING_SECRET, isOver: !isCurrentSigning(key, sealedHash) };
}

/**
 * Takes over one place where a secret was found. The first report of a place disables the key, if the workspace wants that
 * and the secret has not ended, and tells its owners. A signing secret opens nothing by itself, so it disables nothing. A
 * secret that has ended is only recorded. Repeated reports of one place change nothing. If enough places are stored, a report
 * only disables a key that works. A closed workspace is not told, but its keys are disabled, because it can be opened again.
 */
export async function recordLeak(tx: Transaction, actor: Actor, leaked: LeakedSecret): Promise<void> {
  const key = await lockKey(tx, leaked);
  const secret = await readSecret(tx, key, leaked);
  const { id, workspaceId, workspace } = key;
  const where = { ...leaked.kind, workspaceId, reportedAt: { gt: new Date(now().getTime() - QUIET_MS) } };
  const isToldAlready = (await tx.keyLeak.count({ where })) > 0;
  const place = await storePlace(tx, workspaceId, leaked);
  if (place === 'known') return;

  const status = apiKeyStatus(key, now());
  const isOver = secret.isOver || key.revokedAt !== null;
  const isUsable = !isOver && !secret.isSigning && key.disabledAt === null;
  const disables = isUsable && workspace.leakResponse === 'disable';
  if (place === 'full' && !disables) return;
  const { source, location } = leaked;
  await recordAudit(tx, actor, {
    action: 'api_key.report_leak',
    targetId: id,
    workspaceId,
    detail: { source, location, secret: secret.name, ended: isOver },
  });
  if (disables) {
    await tx.apiKey.update({ where: { id, workspaceId }, data: { disabledAt: now() }, select: { id: true } });
    await recordAudit(tx, actor, { action: 'api_key.disable', targetId: id, workspaceId });
  }
  if (isOver || status === 'expired' || workspace.closedAt !== null) return;
  await recordKeyEvent(tx, 'api_key.leaked', key, {
    location,
    disabled: disables || key.disabledAt !== null,
  });
  if (disables || !isToldAlready) await mailLeak(tx, { key, secret, source, location, disables });
}
