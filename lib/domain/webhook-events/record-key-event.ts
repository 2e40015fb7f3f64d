import type { Transaction } from '@/lib/db/client';
import type { Environment } from '@/lib/db/generated/enums';
import type { KeyEventType } from '@/lib/domain/webhook-events/event-types';
import { recordWebhookEvent } from '@/lib/domain/webhook-events/record-event';

export interface ReportedKey {
  id: string;
  workspaceId: string;
  environment: Environment;
  label: string;
  expiresAt: Date | null;
}

export interface KeyEventDetails {
  /** For `api_key.rotated`. */
  oldSecretEndsAt?: Date | null;
  /** For `api_key.new_network`. */
  address?: string;
}

/** Records that something happened to a key, in the transaction that does it. */
export async function recordKeyEvent(
  tx: Transaction,
  type: KeyEventType,
  { id, workspaceId, environment, label, expiresAt }: ReportedKey,
  { oldSecretEndsAt, address }: KeyEventDetails = {},
): Promise<void> {
  await recordWebhookEvent(tx, {
    workspaceId,
    environment,
    type,
    subject: id,
    data: {
      id,
      label,
      expiresAt: expiresAt?.toISOString() ?? null,
      ...(oldSecretEndsAt !== undefined && { oldSecretEndsAt: oldSecretEndsAt?.toISOString() ?? null }),
      ...(address !== undefined && { address }),
    },
  });
}
