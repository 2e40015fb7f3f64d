-- CreateEnum
CREATE TYPE "VerificationChannel" AS ENUM ('sms', 'email');

-- CreateTable
CREATE TABLE "verifications" (
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "environment" "Environment" NOT NULL,
    "api_key_id" TEXT NOT NULL,
    "channel" "VerificationChannel" NOT NULL,
    "recipient" TEXT NOT NULL,
    "purpose" TEXT NOT NULL DEFAULT '',
    "code_hash" BYTEA NOT NULL,
    "attempts" SMALLINT NOT NULL DEFAULT 0,
    "message_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "verified_at" TIMESTAMPTZ(3),
    "replaced_at" TIMESTAMPTZ(3),

    CONSTRAINT "verifications_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "verifications_attempts" CHECK ("attempts" BETWEEN 0 AND 5)
);

-- CreateIndex
CREATE UNIQUE INDEX "verifications_message_id_key" ON "verifications"("message_id");

-- CreateIndex
CREATE INDEX "verifications_expires_at_idx" ON "verifications"("expires_at");

-- A new verification replaces the open one of the same recipient and purpose.
CREATE UNIQUE INDEX "verifications_open" ON "verifications"("workspace_id", "environment", "recipient", "purpose")
WHERE "verified_at" IS NULL AND "replaced_at" IS NULL;

-- AddForeignKey
ALTER TABLE "verifications" ADD CONSTRAINT "verifications_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "verifications" ADD CONSTRAINT "verifications_api_key_id_fkey" FOREIGN KEY ("api_key_id") REFERENCES "api_keys"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "verifications" ADD CONSTRAINT "verifications_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "messages"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What is sent instead of a text that must stay secret, until it is sent; and how long sending it makes sense.
ALTER TABLE "messages" ADD COLUMN "sealed_text" BYTEA,
ADD COLUMN "valid_until" TIMESTAMPTZ(3);

-- The audit log without what the calls of keys cause, which is most of it.
DROP INDEX "audit_events_changes_idx";
CREATE INDEX "audit_events_changes_idx" ON "audit_events"("workspace_id", "id" DESC)
WHERE "action" NOT IN ('messages.send', 'verifications.start', 'verifications.check');
