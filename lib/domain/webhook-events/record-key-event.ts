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
  /** For `api_key.leaked`: the URL where a scanner found it, or an empty text. */
  location?: string;
  /** For `api_key.leaked`: whether the key is disabled now. */
  disabled?: boolean;
}

/** Records that something happened to a key, in the transaction that does it. */
export async function recordKeyEvent(
  tx: Transaction,
  type: KeyEventType,
  { id, workspaceId, environment, label, expiresAt }: ReportedKey,
  { oldSecretEndsAt, address, location, disabled }: KeyEventDetails = {},
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
      ...(location !== undefined && { location }),
      ...(disabled !== undefined && { disabled }),
    },
  });
}
