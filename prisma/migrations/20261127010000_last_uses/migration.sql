-- The last use of keys and secrets has tables of its own. Recording it no longer waits for the calls that hold a key, and
-- they no longer wait for the recording.
CREATE TABLE "api_key_last_uses" (
  "api_key_id" TEXT NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "address" TEXT,
  "operation" TEXT,
  "client" TEXT,
  CONSTRAINT "api_key_last_uses_pkey" PRIMARY KEY ("api_key_id"),
  CONSTRAINT "api_key_last_uses_api_key_id_fkey" FOREIGN KEY ("api_key_id") REFERENCES "api_keys" ("id")
    ON DELETE CASCADE ON UPDATE CASCADE
) WITH (fillfactor = 70);

CREATE TABLE "api_key_secret_last_uses" (
  "secret_id" TEXT NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "address" TEXT,
  "browser_used_at" TIMESTAMPTZ(3),
  "browser_origin" TEXT,
  "url_used_at" TIMESTAMPTZ(3),
  CONSTRAINT "api_key_secret_last_uses_pkey" PRIMARY KEY ("secret_id"),
  CONSTRAINT "api_key_secret_last_uses_secret_id_fkey" FOREIGN KEY ("secret_id") REFERENCES "api_key_secrets" ("id")
    ON DELETE CASCADE ON UPDATE CASCADE
) WITH (fillfactor = 70);

INSERT INTO "api_key_last_uses" ("api_key_id", "at", "address", "operation", "client")
  SELECT "id", "last_used_at", "last_used_address", "last_used_operation", "last_used_client"
  FROM "api_keys" WHERE "last_used_at" IS NOT NULL;

INSERT INTO "api_key_secret_last_uses" ("secret_id", "at", "address", "browser_used_at", "browser_origin", "url_used_at")
  SELECT "id", "last_used_at", "last_used_address", "browser_used_at", "browser_origin", "url_used_at"
  FROM "api_key_secrets" WHERE "last_used_at" IS NOT NULL;

ALTER TABLE "api_keys"
  DROP COLUMN "last_used_at",
  DROP COLUMN "last_used_address",
  DROP COLUMN "last_used_operation",
  DROP COLUMN "last_used_client";

ALTER TABLE "api_key_secrets"
  DROP COLUMN "last_used_at",
  DROP COLUMN "last_used_address",
  DROP COLUMN "browser_used_at",
  DROP COLUMN "browser_origin",
  DROP COLUMN "url_used_at";
