-- CreateEnum
CREATE TYPE "VoiceCallStatus" AS ENUM ('queued', 'ringing', 'answered', 'completed', 'no_answer', 'busy', 'failed', 'expired');

-- CreateTable
CREATE TABLE "voice_calls" (
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "environment" "Environment" NOT NULL,
    "api_key_id" TEXT NOT NULL,
    "group_id" TEXT NOT NULL,
    "name" TEXT,
    "recipient" TEXT NOT NULL,
    "country" CHAR(2),
    "sender" TEXT,
    "text" TEXT,
    "sealed_text" BYTEA,
    "audio_url" TEXT,
    "voice" TEXT,
    "ring_seconds" SMALLINT,
    "price" BIGINT NOT NULL,
    "status" "VoiceCallStatus" NOT NULL DEFAULT 'queued',
    "duration_seconds" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "valid_until" TIMESTAMPTZ(3),
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "next_step_at" TIMESTAMPTZ(3),
    "attempts" SMALLINT NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "callback_url" TEXT,

    CONSTRAINT "voice_calls_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "voice_calls_content" CHECK (("text" IS NULL) <> ("audio_url" IS NULL))
);

-- AlterTable
ALTER TABLE "ledger_entries" ADD COLUMN "voice_call_id" TEXT;

-- AlterTable
ALTER TABLE "verifications" ADD COLUMN "voice_call_id" TEXT;

-- CreateIndex
CREATE INDEX "voice_calls_workspace_id_environment_created_at_id_idx" ON "voice_calls"("workspace_id", "environment", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "voice_calls_group_id_idx" ON "voice_calls"("group_id");

-- What the worker has to do next.
CREATE INDEX "voice_calls_due" ON "voice_calls" ("environment", "status", "next_step_at") WHERE "next_step_at" IS NOT NULL;

-- The charge of each call.
CREATE INDEX "ledger_entries_voice_call" ON "ledger_entries" ("voice_call_id") WHERE "voice_call_id" IS NOT NULL;

-- CreateIndex
CREATE UNIQUE INDEX "verifications_voice_call_id_key" ON "verifications"("voice_call_id");

-- AddForeignKey
ALTER TABLE "voice_calls" ADD CONSTRAINT "voice_calls_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "voice_calls" ADD CONSTRAINT "voice_calls_api_key_id_fkey" FOREIGN KEY ("api_key_id") REFERENCES "api_keys"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_voice_call_id_fkey" FOREIGN KEY ("voice_call_id") REFERENCES "voice_calls"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "verifications" ADD CONSTRAINT "verifications_voice_call_id_fkey" FOREIGN KEY ("voice_call_id") REFERENCES "voice_calls"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A call that was paid for exists, as a message that was paid for does.
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_voice_call_check" CHECK (
  "voice_call_id" IS NOT DISTINCT FROM CASE WHEN "charge_kind" = 'voice_call' THEN "reference" END
);

-- Default prices: a call costs what two segments of an SMS cost. An operator imports others with `npm run prices`.
INSERT INTO "prices" ("currency", "channel", "destination", "amount")
SELECT "currency", 'voice', "destination", "amount" * 2 FROM "prices" WHERE "channel" = 'sms' AND "network" = '';

-- The audit log without what the calls of keys cause, which is most of it.
DROP INDEX "audit_events_changes_idx";
CREATE INDEX "audit_events_changes_idx" ON "audit_events"("workspace_id", "id" DESC)
WHERE "action" NOT IN ('messages.send', 'verifications.start', 'verifications.check', 'voice_calls.start');
