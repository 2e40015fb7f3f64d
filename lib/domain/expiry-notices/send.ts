import { DAY, now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeSystem } from '@/lib/domain/authorize';
import { type ExpiringKey, expiryMail } from '@/lib/domain/expiry-notices/mail';
import { enqueueMail } from '@/lib/domain/mails/enqueue';
import { transact } from '@/lib/domain/transact';
import { recordKeyEvent } from '@/lib/domain/webhook-events/record-key-event';
import { WARNED_ADDRESSES } from '@/lib/domain/workspaces/warned-addresses';
import { ok, type Result } from '@/lib/errors';

const DAYS_BEFORE = [30, 14, 7, 1];
/** A key that was not used for this long expires without a notice. */
const IN_USE_DAYS = 30;
/** Each key has several statements, and a transaction must not take seconds on a slow machine. */
const BATCH = 25;

interface DueNotice extends ExpiringKey {
  recipients: string[];
  /** Whether the recipients have confirmed their addresses. A contact address may belong to anyone. */
  proven: boolean;
}

/**
 * Claims the notices that are due, in one statement, so that two workers never claim the same one. A key that is due
 * for several notices gets the latest. Owners without a confirmed address get no notice. If nobody can get one, the
 * notice waits.
 */
function claimNotices(tx: Transaction, at: Date): Promise<DueNotice[]> {
  const inUseSince = new Date(at.getTime() - IN_USE_DAYS * DAY);
  return tx.$queryRaw<DueNotice[]>`
    WITH due AS (
      SELECT k.id, k.label, k.environment, k.expires_at AS "expiresAt", stage.days AS "daysBefore",
        w.id AS "workspaceId", w.name AS "workspaceName", warned.recipients, warned.proven
      FROM api_keys k
      JOIN api_key_last_uses used ON used.api_key_id = k.id
      JOIN workspaces w ON w.id = k.workspace_id
      CROSS JOIN LATERAL (
        SELECT min(days) AS days FROM unnest(${DAYS_BEFORE}::int[]) AS days
        WHERE k.expires_at <= ${at}::timestamptz + make_interval(hours => days * 24)
      ) AS stage
      ${WARNED_ADDRESSES}
      WHERE k.revoked_at IS NULL AND k.disabled_at IS NULL AND w.closed_at IS NULL
        AND k.expires_at > ${at} AND used.at >= ${inUseSince}
        AND stage.days IS NOT NULL AND cardinality(warned.recipients) > 0
        AND NOT EXISTS (
          SELECT 1 FROM expiry_notices n
          WHERE n.api_key_id = k.id AND n.expires_at = k.expires_at AND n.days_before <= stage.days
        )
      ORDER BY k.expires_at LIMIT ${BATCH}
    ), claimed AS (
      INSERT INTO expiry_notices (api_key_id, expires_at, days_before)
      SELECT id, "expiresAt", "daysBefore" FROM due ORDER BY id
      ON CONFLICT DO NOTHING RETURNING api_key_id
    )
    SELECT due.* FROM due JOIN claimed ON claimed.api_key_id = due.id`;
}

/**
 * Warns 30, 14, 7 and 1 days before a key in use expires: once each, to the contact address of the workspace or else to
 * its owners. Handles one batch and returns how many notices it sent. Refuses everyone but the system with FORBIDDEN.
 */
export async function sendExpiryNotices(actor: Actor): Promise<Result<number>> {
  const authorized = authorizeSystem(actor, 'expiry-notices/send');
  if (!authorized.ok) return authorized;
  return transact(actor, async (tx) => {
    const notices = await claimNotices(tx, now());
    for (const { recipients, proven, ...key } of notices) {
      const mail = expiryMail(key, proven);
      for (const to of recipients) await enqueueMail(tx, { to, ...mail });
      await recordKeyEvent(tx, 'api_key.expiring', key);
      await recordAudit(tx, actor, {
        action: 'api_key.warn_of_expiry',
        targetId: key.id,
        workspaceId: key.workspaceId,
        detail: { daysBefore: key.daysBefore, expiresAt: key.expiresAt.toISOString() },
      });
    }
    return ok(notices.length);
  });
}
