import { Prisma } from '@/lib/db/generated/client';

/**
 * The addresses that get warnings about a workspace, as a lateral join to `workspaces w`. `warned.recipients` has the contact
 * address, or else the owners' confirmed addresses. `warned.proven` tells whether the recipients have confirmed their
 * addresses: a contact address may belong to anyone.
 */
export const WARNED_ADDRESSES = Prisma.sql`
  CROSS JOIN LATERAL (
    SELECT CASE WHEN w.contact_email IS NOT NULL THEN ARRAY[w.contact_email] ELSE ARRAY(
      SELECT u.email FROM memberships m JOIN users u ON u.id = m.user_id
      WHERE m.workspace_id = w.id AND m.role = 'owner'
        AND u.email_verified_at IS NOT NULL AND u.disabled_at IS NULL
      ORDER BY u.email
    ) END AS recipients,
    w.contact_email IS NULL OR EXISTS (
      SELECT 1 FROM memberships m JOIN users u ON u.id = m.user_id
      WHERE m.workspace_id = w.id AND u.email = w.contact_email
        AND u.email_verified_at IS NOT NULL AND u.disabled_at IS NULL
    ) AS proven
  ) AS warned`;
