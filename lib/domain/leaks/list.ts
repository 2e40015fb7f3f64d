import { db } from '@/lib/db/client';
import type { LeakSource } from '@/lib/db/generated/enums';
import type { Actor } from '@/lib/domain/actor';
import { refuseUnknownKey } from '@/lib/domain/api-keys/own-key';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { type FoundSecret, kindOf } from '@/lib/domain/leaks/read-secret';
import { listLeaksSchema } from '@/lib/domain/leaks/schema';
import { hasEnded, signingColumns, signingKindOf } from '@/lib/domain/leaks/secret-end';
import { parse } from '@/lib/domain/parse';
import { ok, type Result } from '@/lib/errors';

/** A place where a secret of the key was found. */
export interface KeyLeakView {
  id: string;
  source: LeakSource;
  /** A URL, or an empty text. */
  location: string;
  reportedAt: Date;
  /** `old` and `oldSigning` were replaced. */
  kind: FoundSecret['kind'];
  /** Null if it was the signing secret. */
  maskedSecret: string | null;
}

/**
 * Where the secrets of a key were found that have not ended, the newest first. There are none when the key is revoked.
 * Refuses with INVALID_REQUEST, NOT_FOUND (also for a key of another workspace) or FORBIDDEN.
 */
export async function listLeaks(actor: Actor, input: unknown): Promise<Result<KeyLeakView[]>> {
  const parsed = parse(listLeaksSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeInWorkspace(actor, 'leaks/list');
  if (!authorized.ok) return authorized;
  const { workspaceId } = authorized.value;
  const key = await db().apiKey.findFirst({
    where: { id: parsed.value.keyId, workspaceId },
    select: {
      revokedAt: true,
      ...signingColumns,
      leaks: {
        select: {
          id: true,
          source: true,
          location: true,
          reportedAt: true,
          secret: { select: { masked: true, replacedAt: true, retiredAt: true, endsAt: true } },
          signing: { select: { sealedHash: true } },
        },
        orderBy: [{ reportedAt: 'desc' }, { id: 'desc' }],
      },
    },
  });
  if (!key) return refuseUnknownKey();
  if (key.revokedAt) return ok([]);
  return ok(
    key.leaks.flatMap(({ secret, signing, ...leak }) => {
      if (secret)
        return hasEnded(secret) ? [] : { ...leak, kind: kindOf(secret), maskedSecret: secret.masked };
      const kind = signing && signingKindOf(key, signing.sealedHash);
      return kind ? { ...leak, kind, maskedSecret: null } : [];
    }),
  );
}
