import type { Actor } from '@/lib/domain/actor';
import { refuseUnknownKey } from '@/lib/domain/api-keys/own-key';
import { apiKeySchema } from '@/lib/domain/api-keys/schema';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import {
  type OldSecretTraffic,
  readSecrets,
  readTraffic,
} from '@/lib/domain/key-rotation/old-secret-traffic';
import { parse } from '@/lib/domain/parse';
import { ok, type Result } from '@/lib/errors';

export interface RotationProgress {
  /** The last call with the current secret; null if there was none. Calls with other secrets do not count. */
  newUse: { at: Date; address: string | null } | null;
  /** Null when it has ended. */
  oldSecret: OldSecretTraffic | null;
}

/**
 * How far a rotation is. Refuses with INVALID_REQUEST, NOT_FOUND (also for a key of another workspace) or FORBIDDEN.
 */
export async function readRotationProgress(actor: Actor, input: unknown): Promise<Result<RotationProgress>> {
  const parsed = parse(apiKeySchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeInWorkspace(actor, 'key-rotation/progress');
  if (!authorized.ok) return authorized;
  const secrets = await readSecrets(authorized.value.workspaceId, parsed.value.keyId);
  if (!secrets) return refuseUnknownKey();
  const current = secrets.find((secret) => !secret.replacedAt);
  const newUse = current?.lastUse ? { at: current.lastUse.at, address: current.lastUse.address } : null;
  return ok({ newUse, oldSecret: await readTraffic(secrets) });
}
