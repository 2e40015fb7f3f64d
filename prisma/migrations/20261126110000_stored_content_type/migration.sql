-- Responses that are stored already are JSON.
ALTER TABLE "idempotency_records" ADD COLUMN "content_type" TEXT NOT NULL DEFAULT 'application/json';
