import { now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeSystem } from '@/lib/domain/authorize';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';
import { enqueueMail } from '@/lib/domain/mails/enqueue';
import { type KeyToRotate, rotationMail } from '@/lib/domain/rotation-notices/mail';
import { transact } from '@/lib/domain/transact';
import { WARNED_ADDRESSES } from '@/lib/domain/workspaces/warned-addresses';
import { ok, type Result } from '@/lib/errors';

const BATCH = 100;

interface DueNotice extends KeyToRotate {
  secretId: string;
  dueAt: Date;
  recipients: string[];
  /** Whether the recipients have confirmed their addresses. A contact address may belong to anyone. */
  proven: boolean;
}

interface RotationRule {
  purpose: string;
  days: number;
}

/** The purposes of the policy whose keys should be rotated regularly. */
function rotationRules({ purposes = [] }: KeyPolicy): RotationRule[] {
  return purposes.flatMap(({ name, rotateAfterDays: days }) =>
    days === null ? [] : { purpose: name, days },
  );
}

/**
 * Claims the notices that are due, in one statement, so that two workers never claim the same one. A secret is due each time
 * it has become older by the days of its reminder or its purpose, and gets one notice for the latest time. If nobody can get
 * it, the notice waits.
 */
function claimNotices(tx: Transaction, rules: readonly RotationRule[], at: Date): Promise<DueNotice[]> {
  return tx.$queryRaw<DueNotice[]>`
    WITH due AS (
      SELECT k.id, k.label, k.purpose, k.environment, w.id AS "workspaceId", w.name AS "workspaceName",
        s.id AS "secretId", s.created_at AS "secretCreatedAt", k.days AS "rotateAfterDays", period.due_at AS "dueAt",
        k.is_chosen AS "isChosen", warned.recipients, warned.proven
      FROM (
        SELECT id, label, purpose, environment, workspace_id, revoked_at, disabled_at, expires_at,
          remind_after_days::int AS days, true AS is_chosen
        FROM api_keys WHERE remind_after_days > 0
        UNION ALL
        SELECT a.id, a.label, a.purpose, a.environment, a.workspace_id, a.revoked_at, a.disabled_at, a.expires_at,
          rule.days, false
        FROM jsonb_to_recordset(${JSON.stringify(rules)}::jsonb) AS rule(purpose text, days int)
        JOIN api_keys a ON a.purpose = rule.purpose AND a.remind_after_days IS NULL
      ) AS k
      JOIN api_key_secrets s ON s.api_key_id = k.id AND s.replaced_at IS NULL AND s.retired_at IS NULL
      JOIN workspaces w ON w.id = k.workspace_id
      CROSS JOIN LATERAL (
        SELECT s.created_at + make_interval(hours => k.days * 24 * div(
          extract(epoch FROM ${at}::timestamptz - s.created_at), k.days * 86400)::int) AS due_at
      ) AS period
      ${WARNED_ADDRESSES}
      WHERE w.closed_at IS NULL AND k.revoked_at IS NULL AND k.disabled_at IS NULL
        AND (k.expires_at IS NULL OR k.expires_at > ${at})
        AND period.due_at > s.created_at AND cardinality(warned.recipients) > 0
        AND NOT EXISTS (SELECT 1 FROM rotation_notices n WHERE n.secret_id = s.id AND n.due_at >= period.due_at)
      ORDER BY period.due_at LIMIT ${BATCH}
    ), claimed AS (
      INSERT INTO rotation_notices (secret_id, due_at)
      SELECT "secretId", "dueAt" FROM due ORDER BY "secretId"
      ON CONFLICT DO NOTHING RETURNING secret_id
    )
    SELECT due.* FROM due JOIN claimed ON claimed.secret_id = due."secretId"`;
}

/**
 * Reminds to rotate keys for which a member or their purpose asks for it: once in each period of that many days after
 * their secret was made, to the contact address of the workspace or else to its owners. Handles one batch and returns how
 * many notices it sent. Refuses everyone but the system with FORBIDDEN.
 */
export async function sendRotationNotices(actor: Actor, policy: KeyPolicy): Promise<Result<number>> {
  const authorized = authorizeSystem(actor, 'rotation-notices/send');
  if (!authorized.ok) return authorized;
  const rules = rotationRules(policy);
  return transact(actor, async (tx) => {
    const notices = await claimNotices(tx, rules, now());
    for (const { recipients, proven, dueAt, secretId, ...key } of notices) {
      const mail = rotationMail(key, proven);
      for (const to of recipients) await enqueueMail(tx, { to, ...mail });
      await recordAudit(tx, actor, {
        action: 'api_key.remind_of_rotation',
        targetId: key.id,
        workspaceId: key.workspaceId,
        detail: { secretId, purpose: key.purpose, days: key.rotateAfterDays, dueAt: dueAt.toISOString() },
      });
    }
    return ok(notices.length);
  });
}
