-- The last call whose URL contained this secret.
ALTER TABLE "api_key_secrets" ADD COLUMN "url_used_at" TIMESTAMPTZ(3);
