import { now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import type { LeakResponse } from '@/lib/db/generated/enums';
import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { retireRow } from '@/lib/domain/key-rotation/retire-row';
import type { FoundSecret } from '@/lib/domain/leaks/read-secret';

interface Key {
  id: string;
  workspaceId: string;
  disabledAt: Date | null;
  revokedAt: Date | null;
  workspace: { leakResponse: LeakResponse };
}

/** What a report does to the key or its secret. */
export type Stop = 'disable' | 'retire' | 'nothing';

/**
 * What a report of a secret does. The old secret of a rotation is retired, so that the key works with its new one. A signing
 * secret opens nothing by itself.
 */
export function findStop(key: Key, { id, kind, isOver }: FoundSecret): Stop {
  if (key.workspace.leakResponse === 'tell' || isOver || key.revokedAt || id === null) return 'nothing';
  if (kind === 'old') return 'retire';
  return key.disabledAt ? 'nothing' : 'disable';
}

/** Disables the key or retires its old secret, and audits it. */
export async function stopSecret(
  tx: Transaction,
  actor: Actor,
  { id, workspaceId }: Key,
  secret: FoundSecret,
  stop: Stop,
): Promise<void> {
  if (stop === 'disable') {
    await tx.apiKey.update({ where: { id, workspaceId }, data: { disabledAt: now() }, select: { id: true } });
    await recordAudit(tx, actor, { action: 'api_key.disable', targetId: id, workspaceId });
  }
  if (stop === 'retire' && secret.id !== null) {
    const retired = await retireRow(tx, { id: secret.id, apiKeyId: id, masked: secret.name });
    await recordAudit(tx, actor, { ...retired, targetId: id, workspaceId });
  }
}
