import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { MINUTE, now } from '@/lib/clock';
import { seal, sha256, unseal } from '@/lib/crypto';
import type { Transaction } from '@/lib/db/client';

const PURPOSE = 'passkey-challenge';
const LIFETIME = 5 * MINUTE;

/** What a challenge is for. One for another purpose is refused. */
export type ChallengePurpose = 'add' | 'confirm' | 'sign in';

const claims = z.object({
  challenge: z.string(),
  purpose: z.enum(['add', 'confirm', 'sign in'] satisfies ChallengePurpose[]),
  holder: z.string(),
  expiresAt: z.number(),
});

export interface OpenChallenge {
  /** In base64url, as browsers return it. */
  challenge: string;
  expiresAt: Date;
}

/**
 * A new challenge for a passkey to sign, and a token with which it comes back. The token is sealed, so the server stores
 * nothing until a passkey has signed.
 * @param holder the session or the browser that the challenge is for
 */
export function issueChallenge(
  purpose: ChallengePurpose,
  holder: string,
): { bytes: Uint8Array<ArrayBuffer>; token: string } {
  const bytes = new Uint8Array(randomBytes(32));
  const challenge = Buffer.from(bytes).toString('base64url');
  const expiresAt = now().getTime() + LIFETIME;
  const sealed = seal(PURPOSE, JSON.stringify({ challenge, purpose, holder, expiresAt }));
  return { bytes, token: sealed.toString('base64url') };
}

function unsealed(token: string): unknown {
  try {
    return JSON.parse(unseal(PURPOSE, Buffer.from(token, 'base64url')));
  } catch {
    // Changed, or sealed with another secret.
    return null;
  }
}

/** The challenge of a token; null if it is not ours, has expired, or is for something or somebody else. */
export function openChallenge(
  token: string,
  purpose: ChallengePurpose,
  holder: string,
): OpenChallenge | null {
  const opened = claims.safeParse(unsealed(token));
  if (!opened.success) return null;
  const { challenge, expiresAt, ...meant } = opened.data;
  if (meant.purpose !== purpose || meant.holder !== holder || expiresAt <= now().getTime()) return null;
  return { challenge, expiresAt: new Date(expiresAt) };
}

/** Uses up a challenge. True for exactly one of any parallel callers. */
export async function spendChallenge(
  tx: Transaction,
  { challenge, expiresAt }: OpenChallenge,
): Promise<boolean> {
  const { count } = await tx.spentChallenge.createMany({
    data: { hash: sha256(challenge), expiresAt },
    skipDuplicates: true,
  });
  return count === 1;
}
