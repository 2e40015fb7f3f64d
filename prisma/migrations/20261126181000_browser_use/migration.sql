-- The last call from a web page with this secret, and the page's origin.
ALTER TABLE "api_key_secrets" ADD COLUMN "browser_used_at" TIMESTAMPTZ(3),
ADD COLUMN "browser_origin" TEXT;
