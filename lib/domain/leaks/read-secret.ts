import type { Transaction } from '@/lib/db/client';
import type { KnownSecret } from '@/lib/domain/leaks/find-known';
import { hasEnded, SIGNING_SECRET, type SigningSecrets, signingKindOf } from '@/lib/domain/leaks/secret-end';

interface Key extends SigningSecrets {
  id: string;
}

/** A reported secret of a key. */
export interface FoundSecret {
  /** The id of its row; null if it is a signing secret. */
  id: string | null;
  /** `old` and `oldSigning` were replaced. */
  kind: 'current' | 'old' | 'signing' | 'oldSigning';
  /** As pages show it. */
  name: string;
  /** Whether it no longer works, whatever the state of the key. */
  isOver: boolean;
}

/** Which secret of a key it is. */
export function kindOf({ replacedAt }: { replacedAt: Date | null }): 'current' | 'old' {
  return replacedAt ? 'old' : 'current';
}

/** Reads a reported secret. The caller has locked its key. */
export async function readSecret(
  tx: Transaction,
  key: Key,
  reported: KnownSecret['kind'],
): Promise<FoundSecret> {
  if ('secretId' in reported) {
    const { id, masked, replacedAt, retiredAt, endsAt } = await tx.apiKeySecret.findUniqueOrThrow({
      where: { id: reported.secretId, apiKeyId: key.id },
      select: { id: true, masked: true, replacedAt: true, retiredAt: true, endsAt: true },
    });
    return { id, kind: kindOf({ replacedAt }), name: masked, isOver: hasEnded({ retiredAt, endsAt }) };
  }
  const where = { hash: reported.signingHash, apiKeyId: key.id };
  const { sealedHash } = await tx.signingSecretHash.findUniqueOrThrow({ where });
  const kind = signingKindOf(key, sealedHash);
  return { id: null, kind: kind ?? 'signing', name: SIGNING_SECRET, isOver: kind === null };
}
