import { DAY, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { contactsKeptSince, leftoversKeptSince, rehearsedKeptSince } from '@/lib/domain/retention/kept-time';
import { BROWSER_LIFETIME } from '@/lib/domain/users/known-browsers';

const BATCH = 1_000;
/** A network that a key was not used from for this long is new again. */
const NETWORK_LIFETIME = 90 * DAY;

/**
 * Deletes a batch of rows that are no longer needed, and returns how many. Tables with partitions have a job of their own
 * (keep-partitions.ts).
 */
export async function deleteExpired(): Promise<number> {
  const time = now();
  const old = { lt: leftoversKeptSince() };
  const oldContact = { lt: contactsKeptSince() };
  const deleted = await Promise.all([
    db().session.deleteMany({ where: { OR: [{ expiresAt: old }, { endedAt: old }] }, limit: BATCH }),
    db().knownBrowser.deleteMany({
      where: { lastUsedAt: { lt: new Date(time.getTime() - BROWSER_LIFETIME) } },
      limit: BATCH,
    }),
    db().oneTimeToken.deleteMany({ where: { expiresAt: old }, limit: BATCH }),
    db().emailChange.deleteMany({ where: { expiresAt: { lt: time } }, limit: BATCH }),
    db().invitation.deleteMany({ where: { expiresAt: old }, limit: BATCH }),
    db().spentChallenge.deleteMany({ where: { expiresAt: { lt: time } }, limit: BATCH }),
    db().throttle.deleteMany({ where: { expire: { lt: time } }, limit: BATCH }),
    db().lowBalanceNotice.deleteMany({ where: { sentAt: old }, limit: BATCH }),
    db().mail.deleteMany({ where: { nextAttemptAt: null, createdAt: oldContact }, limit: BATCH }),
    db().keyRefusalGroup.deleteMany({ where: { lastAt: old }, limit: BATCH }),
    db().oldSigningSecret.deleteMany({
      where: { OR: [{ endsAt: { lt: time } }, { apiKey: { revokedAt: { not: null } } }] },
      limit: BATCH,
    }),
    db().signatureNonce.deleteMany({ where: { expiresAt: { lt: time } }, limit: BATCH }),
    db().apiKeyNetwork.deleteMany({
      where: { lastUsedAt: { lt: new Date(time.getTime() - NETWORK_LIFETIME) } },
      limit: BATCH,
    }),
    db().apiKeyNetworkUsage.deleteMany({ where: { day: { lt: rehearsedKeptSince() } }, limit: BATCH }),
    // With their keys.
    db().bulkAction.deleteMany({ where: { createdAt: old }, limit: 1 }),
    db().verification.deleteMany({ where: { expiresAt: oldContact }, limit: BATCH }),
    // With their numbers.
    db().lookupList.deleteMany({ where: { completedAt: oldContact }, limit: BATCH }),
    db().idempotencyRecord.deleteMany({ where: { expiresAt: { lt: time } }, limit: BATCH }),
  ]);
  return deleted.reduce((sum, { count }) => sum + count, 0);
}
