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

/**
 * The traffic on the old secret of a rotating key; null if the key is not rotating. Refuses with INVALID_REQUEST,
 * NOT_FOUND (also for a key of another workspace) or FORBIDDEN.
 */
export async function readOldSecret(actor: Actor, input: unknown): Promise<Result<OldSecretTraffic | null>> {
  const parsed = parse(apiKeySchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeInWorkspace(actor, 'key-rotation/old-secret');
  if (!authorized.ok) return authorized;
  const secrets = await readSecrets(authorized.value.workspaceId, parsed.value.keyId);
  return secrets ? ok(await readTraffic(secrets)) : refuseUnknownKey();
}
