-- When the latest of these calls was; null for those that were counted before.
ALTER TABLE "api_key_usage" ADD COLUMN "last_at" TIMESTAMPTZ(3);
