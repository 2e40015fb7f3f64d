import type { PreparedTransaction } from '@/lib/db/prepared';
import type { ApiKeyActor } from '@/lib/domain/actor';
import type { VerificationView } from '@/lib/domain/verifications/view';

const REPLACE_OPEN = {
  name: 'replace-open-verification',
  text: `
    UPDATE verifications SET replaced_at = $5
    WHERE workspace_id = $1 AND environment = $2 AND recipient = $3 AND purpose = $4
      AND verified_at IS NULL AND replaced_at IS NULL`,
};

const INSERT = {
  name: 'insert-verification',
  text: `
    INSERT INTO verifications (id, workspace_id, environment, api_key_id, channel, recipient, purpose, code_hash,
      message_id, voice_call_id, created_at, expires_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
};

/** Stores a verification with the hash of its code. The open one of the same recipient and purpose ends. */
export function insertVerification(
  tx: PreparedTransaction,
  { workspaceId, environment, keyId }: ApiKeyActor,
  { id, channel, recipient, purpose, messageId, voiceCallId, createdAt, expiresAt }: VerificationView,
  codeHash: Buffer,
): void {
  tx.run(REPLACE_OPEN, [workspaceId, environment, recipient, purpose, createdAt]);
  tx.run(INSERT, [
    id,
    workspaceId,
    environment,
    keyId,
    channel,
    recipient,
    purpose,
    codeHash,
    messageId,
    voiceCallId,
    createdAt,
    expiresAt,
  ]);
}
