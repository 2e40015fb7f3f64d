-- CreateEnum
CREATE TYPE "LeakResponse" AS ENUM ('disable', 'tell');

-- CreateEnum
CREATE TYPE "LeakSource" AS ENUM ('scanner', 'form');

-- AlterTable
ALTER TABLE "workspaces" ADD COLUMN "leak_response" "LeakResponse" NOT NULL DEFAULT 'disable';

DROP TRIGGER "workspaces_change_version" ON "workspaces";
CREATE CONSTRAINT TRIGGER "workspaces_change_version"
  AFTER UPDATE OF "id", "name", "currency", "suspended_at", "created_at", "contact_email", "allowlist",
    "rate_limit_cap", "support_access", "support_acts_until", "low_balance", "sealed_callback_secret", "closed_at",
    "deletes_at", "messages_canceled_at", "deleted_at", "leak_response"
  ON "workspaces" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION "change_version"();

-- CreateTable
CREATE TABLE "leak_reports" (
    "id" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "source" "LeakSource" NOT NULL,
    "location" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "leak_reports_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "leak_reports_created_at_id_idx" ON "leak_reports"("created_at", "id");

-- CreateTable
CREATE TABLE "key_leaks" (
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "api_key_id" TEXT NOT NULL,
    "secret_id" TEXT NOT NULL,
    "source" "LeakSource" NOT NULL,
    "location" TEXT NOT NULL,
    "reported_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "key_leaks_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "key_leaks_secret_id_source_location_key" ON "key_leaks"("secret_id", "source", "location");

-- CreateIndex
CREATE INDEX "key_leaks_api_key_id_reported_at_idx" ON "key_leaks"("api_key_id", "reported_at" DESC);

-- CreateIndex
CREATE INDEX "key_leaks_workspace_id_idx" ON "key_leaks"("workspace_id");

-- AddForeignKey
ALTER TABLE "key_leaks" ADD CONSTRAINT "key_leaks_api_key_id_fkey" FOREIGN KEY ("api_key_id") REFERENCES "api_keys"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "key_leaks" ADD CONSTRAINT "key_leaks_secret_id_fkey" FOREIGN KEY ("secret_id") REFERENCES "api_key_secrets"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "key_leaks" ADD CONSTRAINT "key_leaks_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;
