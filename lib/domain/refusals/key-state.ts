import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import { refuseUnknownKey } from '@/lib/domain/api-keys/own-key';
import { ok, type Result } from '@/lib/errors';

/** The columns of `KeyState`. */
export const stateColumns = {
  environment: true,
  scopes: true,
  allowlist: true,
  disabledAt: true,
  expiresAt: true,
  rateLimit: true,
  signingRequired: true,
  spendPerDay: true,
  spendPerMonth: true,
  countries: true,
  senders: true,
  workspace: {
    select: {
      ...{ allowlist: true, suspendedAt: true, rateLimitCap: true },
      ...{ currency: true, liveBalance: true, sandboxBalance: true },
    },
  },
} satisfies Prisma.ApiKeySelect;

/** The settings of a key and its workspace that can be why a call was refused. */
export type KeyState = Prisma.ApiKeyGetPayload<{ select: typeof stateColumns }>;

/** The settings of a key. Refuses with NOT_FOUND, also for a key of another workspace. */
export async function readKeyState(own: { id: string; workspaceId: string }): Promise<Result<KeyState>> {
  const key = await db().apiKey.findFirst({ where: own, select: stateColumns });
  return key ? ok(key) : refuseUnknownKey();
}
