import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { PastedKey } from '@/lib/domain/api-keys/pasted-keys';
import { apiKeyStatus } from '@/lib/domain/api-keys/status';
import { hashSecret } from '@/lib/domain/key-secrets/secret';

interface FoundKey {
  id: string;
  workspaceId: string;
  pasted: PastedKey;
}

/**
 * The key with this secret, old or current; null if there is none. A disabled key counts as one that works, because it can
 * be enabled again. The caller checks the workspace.
 */
export async function findBySecret(secret: string): Promise<FoundKey | null> {
  const found = await db().apiKeySecret.findUnique({
    where: { hash: hashSecret(secret) },
    select: {
      retiredAt: true,
      endsAt: true,
      apiKey: {
        select: { id: true, workspaceId: true, expiresAt: true, disabledAt: true, revokedAt: true },
      },
    },
  });
  if (!found) return null;
  const { retiredAt, endsAt, apiKey } = found;
  const at = now();
  const status = apiKeyStatus(apiKey, at);
  const isOver = retiredAt !== null || (endsAt !== null && endsAt <= at);
  return {
    id: apiKey.id,
    workspaceId: apiKey.workspaceId,
    pasted: isOver || status === 'revoked' || status === 'expired' ? 'ended' : 'works',
  };
}
