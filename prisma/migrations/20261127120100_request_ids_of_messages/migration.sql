-- The call that sent a message. Members search for it.
ALTER TABLE "messages" ADD COLUMN "request_id" TEXT;
CREATE INDEX "messages_request" ON "messages" ("request_id") WHERE "request_id" IS NOT NULL;
