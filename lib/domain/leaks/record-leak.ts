import { DAY, now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { LeakSource } from '@/lib/db/generated/enums';
import type { Actor } from '@/lib/domain/actor';
import { apiKeyStatus } from '@/lib/domain/api-keys/status';
import { recordAudit } from '@/lib/domain/audit/record';
import type { KnownSecret } from '@/lib/domain/leaks/find-known';
import { mailLeak } from '@/lib/domain/leaks/mail';
import { hasEnded, isCurrentSigning, SIGNING_SECRET } from '@/lib/domain/leaks/secret-end';
import { recordKeyEvent } from '@/lib/domain/webhook-events/record-key-event';
import { newId } from '@/lib/ids';

/** A secret of a key, and where it was found. */
export interface LeakedSecret extends Omit<KnownSecret, 'hash'> {
  source: LeakSource;
  /** A URL, or an empty text. */
  location: string;
}

/** More places of one secret are not stored: anybody who has it can report any number of them. */
const PLACES_MAX = 20;
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

/** Stores the place; false if it is known, or if there are enough. */
async function storePlace(tx: Transaction, workspaceId: string, leaked: LeakedSecret): Promise<boolean> {
  const { kind, apiKeyId, source, location } = leaked;
  if ((await tx.keyLeak.count({ where: { ...kind, workspaceId } })) >= PLACES_MAX) return false;
  const { count } = await tx.keyLeak.createMany({
    data: [{ id: newId('leak'), workspaceId, apiKeyId, ...kind, source, location, reportedAt: now() }],
    skipDuplicates: true,
  });
  return count > 0;
}

/**
 * Takes over one place where a secret was found. The first report of a place disables the key, if the workspace wants that
 * and the secret has not ended, and tells its owners. A signing secret opens nothing by itself, so it disables nothing. A
 * secret that has ended is only recorded. Repeated reports of one place change nothing. A closed workspace is not told, but
 * its keys are disabled, because it can be opened again.
 */
export async function recordLeak(tx: Transaction, actor: Actor, leaked: LeakedSecret): Promise<void> {
  const key = await lockKey(tx, leaked);
  const secret = await readSecret(tx, key, leaked);
  const { id, workspaceId, workspace } = key;
  const where = { ...leaked.kind, workspaceId, reportedAt: { gt: new Date(now().getTime() - QUIET_MS) } };
  const isToldAlready = (await tx.keyLeak.count({ where })) > 0;
  if (!(await storePlace(tx, workspaceId, leaked))) return;

  const status = apiKeyStatus(key, now());
  const isOver = secret.isOver || key.revokedAt !== null;
  const isUsable = !isOver && !secret.isSigning && key.disabledAt === null;
  const disables = isUsable && workspace.leakResponse === 'disable';
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
