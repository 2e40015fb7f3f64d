-- AlterTable
ALTER TABLE "api_keys" ADD COLUMN     "allowlist" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "countries" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "rate_limit" INTEGER NOT NULL DEFAULT 120,
ADD COLUMN     "secret_length" SMALLINT NOT NULL DEFAULT 64,
ADD COLUMN     "sealed_signing_secret" BYTEA,
ADD COLUMN     "senders" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "signing_required" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "spend_per_day" BIGINT,
ADD COLUMN     "spend_per_month" BIGINT;

-- AlterTable
ALTER TABLE "messages" ADD COLUMN     "attempts" SMALLINT NOT NULL DEFAULT 0,
ADD COLUMN     "last_error" TEXT;

-- AlterTable
ALTER TABLE "workspaces" ADD COLUMN     "allowlist" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "contact_email" TEXT,
ADD COLUMN     "rate_limit_cap" INTEGER NOT NULL DEFAULT 6000;

-- CreateTable
CREATE TABLE "api_key_secrets" (
    "id" TEXT NOT NULL,
    "api_key_id" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "masked" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ends_at" TIMESTAMPTZ(3),
    "replaced_at" TIMESTAMPTZ(3),
    "retired_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "last_used_address" TEXT,

    CONSTRAINT "api_key_secrets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_key_secret_usage" (
    "secret_id" TEXT NOT NULL,
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "calls" INTEGER NOT NULL,

    CONSTRAINT "api_key_secret_usage_pkey" PRIMARY KEY ("secret_id","hour")
);

-- CreateTable
CREATE TABLE "api_key_spend" (
    "api_key_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "amount" BIGINT NOT NULL,

    CONSTRAINT "api_key_spend_pkey" PRIMARY KEY ("api_key_id","day")
);

-- CreateTable
CREATE TABLE "key_refusals" (
    "id" TEXT NOT NULL,
    "api_key_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "code" TEXT NOT NULL,
    "operation" TEXT,
    "address" TEXT,
    "request_id" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "key_refusals_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "signature_nonces" (
    "api_key_id" TEXT NOT NULL,
    "nonce" BYTEA NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "signature_nonces_pkey" PRIMARY KEY ("api_key_id","nonce")
);

-- CreateTable
CREATE TABLE "expiry_notices" (
    "api_key_id" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "days_before" SMALLINT NOT NULL,

    CONSTRAINT "expiry_notices_pkey" PRIMARY KEY ("api_key_id","expires_at","days_before")
);

-- CreateTable
CREATE TABLE "idempotency_records" (
    "workspace_id" TEXT NOT NULL,
    "environment" "Environment" NOT NULL,
    "operation" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" BYTEA NOT NULL,
    "status" SMALLINT NOT NULL,
    "body" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "idempotency_records_pkey" PRIMARY KEY ("workspace_id","environment","operation","key")
);

-- CreateIndex
CREATE UNIQUE INDEX "api_key_secrets_hash_key" ON "api_key_secrets"("hash");

-- CreateIndex
CREATE INDEX "api_key_secrets_api_key_id_idx" ON "api_key_secrets"("api_key_id");

-- CreateIndex
CREATE INDEX "key_refusals_api_key_id_at_idx" ON "key_refusals"("api_key_id", "at" DESC);

-- CreateIndex
CREATE INDEX "signature_nonces_expires_at_idx" ON "signature_nonces"("expires_at");

-- CreateIndex
CREATE INDEX "idempotency_records_expires_at_idx" ON "idempotency_records"("expires_at");

-- AddForeignKey
ALTER TABLE "api_key_secrets" ADD CONSTRAINT "api_key_secrets_api_key_id_fkey" FOREIGN KEY ("api_key_id") REFERENCES "api_keys"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_key_secret_usage" ADD CONSTRAINT "api_key_secret_usage_secret_id_fkey" FOREIGN KEY ("secret_id") REFERENCES "api_key_secrets"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_key_spend" ADD CONSTRAINT "api_key_spend_api_key_id_fkey" FOREIGN KEY ("api_key_id") REFERENCES "api_keys"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "key_refusals" ADD CONSTRAINT "key_refusals_api_key_id_fkey" FOREIGN KEY ("api_key_id") REFERENCES "api_keys"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "signature_nonces" ADD CONSTRAINT "signature_nonces_api_key_id_fkey" FOREIGN KEY ("api_key_id") REFERENCES "api_keys"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "expiry_notices" ADD CONSTRAINT "expiry_notices_api_key_id_fkey" FOREIGN KEY ("api_key_id") REFERENCES "api_keys"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "idempotency_records" ADD CONSTRAINT "idempotency_records_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The secrets move into their own table.
INSERT INTO "api_key_secrets" ("id", "api_key_id", "hash", "masked", "created_at")
SELECT 'sec_' || substr("id", 5), "id", "secret_hash", "masked_secret", "created_at" FROM "api_keys";

-- The length that each was made with stands in the key's audit.
UPDATE "api_keys" SET "secret_length" = ("audit_events"."detail" ->> 'length')::smallint
FROM "audit_events"
WHERE "audit_events"."target_id" = "api_keys"."id" AND "audit_events"."action" = 'api_key.create';

-- DropIndex
DROP INDEX "api_keys_secret_hash_key";

-- AlterTable
ALTER TABLE "api_keys" DROP COLUMN "masked_secret",
DROP COLUMN "secret_hash";

-- A key has one current secret, and at most one other that still works.
CREATE UNIQUE INDEX "api_key_secrets_one_current" ON "api_key_secrets" ("api_key_id") WHERE "replaced_at" IS NULL;
CREATE UNIQUE INDEX "api_key_secrets_one_overlapping" ON "api_key_secrets" ("api_key_id") WHERE "replaced_at" IS NOT NULL AND "retired_at" IS NULL;

ALTER TABLE "api_keys"
  ADD CONSTRAINT "api_keys_rate_limit_check" CHECK ("rate_limit" > 0),
  ADD CONSTRAINT "api_keys_spend_check" CHECK ("spend_per_day" >= 0 AND "spend_per_month" >= 0),
  ADD CONSTRAINT "api_keys_signing_check" CHECK (NOT "signing_required" OR "sealed_signing_secret" IS NOT NULL);
