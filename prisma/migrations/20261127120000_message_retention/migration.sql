-- What messages and calls tell about people is erased after the time that the operator sets. Their rows stay, because the
-- ledger refers to them.
ALTER TABLE "messages"
  ALTER COLUMN "text" DROP NOT NULL,
  ADD COLUMN "text_hash" BYTEA,
  ADD COLUMN "erased_at" TIMESTAMPTZ(3);
ALTER TABLE "message_batches"
  ALTER COLUMN "text" DROP NOT NULL,
  ADD COLUMN "erased_at" TIMESTAMPTZ(3);
ALTER TABLE "voice_calls"
  ADD COLUMN "erased_at" TIMESTAMPTZ(3),
  DROP CONSTRAINT "voice_calls_content",
  ADD CONSTRAINT "voice_calls_content" CHECK ("text" IS NULL OR "audio_url" IS NULL);

-- What the worker erases next: nothing that still has to be sent.
CREATE INDEX "messages_to_erase" ON "messages" ("created_at") WHERE "erased_at" IS NULL AND "next_step_at" IS NULL;
CREATE INDEX "voice_calls_to_erase" ON "voice_calls" ("created_at") WHERE "erased_at" IS NULL AND "next_step_at" IS NULL;
CREATE INDEX "message_batches_to_erase" ON "message_batches" ("created_at") WHERE "erased_at" IS NULL;
