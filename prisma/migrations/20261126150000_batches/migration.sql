-- AlterEnum
ALTER TYPE "MessageStatus" ADD VALUE 'canceled';

-- CreateTable
CREATE TABLE "message_batches" (
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "environment" "Environment" NOT NULL,
    "api_key_id" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "sender" TEXT,
    "first_recipients" TEXT[],
    "recipients" INTEGER NOT NULL,
    "segments" INTEGER NOT NULL,
    "price" BIGINT NOT NULL,
    "scheduled_at" TIMESTAMPTZ(3),
    "per_minute" SMALLINT,
    "callback_url" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "message_batches_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "message_batches_workspace_id_environment_created_at_id_idx" ON "message_batches"("workspace_id", "environment", "created_at" DESC, "id" DESC);

-- AddForeignKey
ALTER TABLE "message_batches" ADD CONSTRAINT "message_batches_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message_batches" ADD CONSTRAINT "message_batches_api_key_id_fkey" FOREIGN KEY ("api_key_id") REFERENCES "api_keys"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AlterTable
ALTER TABLE "messages" ADD COLUMN "batch_id" TEXT,
ADD COLUMN "country" CHAR(2),
ADD COLUMN "scheduled_at" TIMESTAMPTZ(3);

-- AddForeignKey
ALTER TABLE "messages" ADD CONSTRAINT "messages_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "message_batches"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Most messages are in no batch.
CREATE INDEX "messages_batch" ON "messages" ("batch_id") WHERE "batch_id" IS NOT NULL;

-- The ledger counts its entries, and each entry knows the balance after it. No process may add an entry meanwhile.
LOCK TABLE "workspaces", "ledger_entries" IN ACCESS EXCLUSIVE MODE;

-- AlterTable
ALTER TABLE "workspaces" ADD COLUMN "live_entries" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN "sandbox_entries" BIGINT NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "ledger_entries" ADD COLUMN "number" BIGINT,
ADD COLUMN "balance_after" BIGINT;

-- Entries are never changed, except by this addition.
ALTER TABLE "ledger_entries" DISABLE TRIGGER "ledger_entries_append_only";

UPDATE "ledger_entries" SET "number" = "counted"."number", "balance_after" = "counted"."balance_after"
FROM (
  SELECT "id", row_number() OVER "entries" AS "number", sum("amount") OVER "entries" AS "balance_after"
  FROM "ledger_entries"
  WINDOW "entries" AS (PARTITION BY "workspace_id", "environment" ORDER BY "created_at", "id" ROWS UNBOUNDED PRECEDING)
) AS "counted"
WHERE "counted"."id" = "ledger_entries"."id";

ALTER TABLE "ledger_entries" ENABLE TRIGGER "ledger_entries_append_only";

UPDATE "workspaces" SET
  "live_entries" = (SELECT count(*) FROM "ledger_entries" WHERE "workspace_id" = "workspaces"."id" AND "environment" = 'live'),
  "sandbox_entries" = (SELECT count(*) FROM "ledger_entries" WHERE "workspace_id" = "workspaces"."id" AND "environment" = 'sandbox');

-- AlterTable
ALTER TABLE "ledger_entries" ALTER COLUMN "number" SET NOT NULL,
ALTER COLUMN "balance_after" SET NOT NULL;

-- DropIndex
DROP INDEX "ledger_entries_workspace_id_environment_created_at_idx";

-- CreateIndex
CREATE UNIQUE INDEX "ledger_entries_workspace_id_environment_number_key" ON "ledger_entries"("workspace_id", "environment", "number");

-- A price knows since when it applies, and what it replaced.
ALTER TABLE "prices" ADD COLUMN "previous_amount" BIGINT,
ADD COLUMN "valid_from" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;
