-- CreateEnum
CREATE TYPE "LookupKind" AS ENUM ('format', 'hlr', 'mnp', 'cnam');

-- CreateEnum
CREATE TYPE "LookupStatus" AS ENUM ('pending', 'completed', 'failed');

-- CreateTable
CREATE TABLE "lookup_lists" (
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "environment" "Environment" NOT NULL,
    "api_key_id" TEXT NOT NULL,
    "kind" "LookupKind" NOT NULL,
    "answers_at_once" BOOLEAN NOT NULL,
    "total" INTEGER NOT NULL,
    "asked" INTEGER NOT NULL,
    "answered" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "price" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "scheduled_at" TIMESTAMPTZ(3),
    "started_at" TIMESTAMPTZ(3),
    "completed_at" TIMESTAMPTZ(3),
    "next_step_at" TIMESTAMPTZ(3),
    "attempts" SMALLINT NOT NULL DEFAULT 0,
    "last_error" TEXT,

    CONSTRAINT "lookup_lists_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "lookup_lists_counts" CHECK ("answered" + "failed" <= "asked" AND "asked" <= "total")
);

-- CreateTable
CREATE TABLE "lookups" (
    "list_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "number" TEXT NOT NULL,
    "e164" TEXT,
    "status" "LookupStatus" NOT NULL,
    "price" BIGINT NOT NULL,
    "facts" JSONB,
    "attempts" SMALLINT NOT NULL DEFAULT 0,

    CONSTRAINT "lookups_pkey" PRIMARY KEY ("list_id","position")
);

-- CreateIndex
CREATE INDEX "lookup_lists_workspace_id_environment_created_at_id_idx" ON "lookup_lists"("workspace_id", "environment", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "lookup_lists_completed_at_idx" ON "lookup_lists"("completed_at");

-- What the worker has to do next.
CREATE INDEX "lookup_lists_due" ON "lookup_lists" ("environment", "next_step_at") WHERE "next_step_at" IS NOT NULL;

-- Those that the carrier is asked about next.
CREATE INDEX "lookups_pending" ON "lookups" ("list_id", "attempts", "position") WHERE "status" = 'pending';

-- AddForeignKey
ALTER TABLE "lookup_lists" ADD CONSTRAINT "lookup_lists_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lookup_lists" ADD CONSTRAINT "lookup_lists_api_key_id_fkey" FOREIGN KEY ("api_key_id") REFERENCES "api_keys"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lookups" ADD CONSTRAINT "lookups_list_id_fkey" FOREIGN KEY ("list_id") REFERENCES "lookup_lists"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Default prices: a lookup costs a tenth of a message to other destinations, the check of an email address a twentieth.
-- An operator imports others with `npm run prices`.
INSERT INTO "prices" ("currency", "channel", "destination", "amount")
SELECT "prices"."currency", "defaults"."channel"::"Channel", '*', "prices"."amount" / "defaults"."divisor"
FROM "prices", (VALUES ('lookup', 10), ('email', 20)) AS "defaults" ("channel", "divisor")
WHERE "prices"."channel" = 'sms' AND "prices"."destination" = '*' AND "prices"."network" = '';

-- The audit log without what the calls of keys cause, which is most of it.
DROP INDEX "audit_events_changes_idx";
CREATE INDEX "audit_events_changes_idx" ON "audit_events"("workspace_id", "id" DESC)
WHERE "action" NOT IN ('messages.send', 'verifications.start', 'verifications.check', 'voice_calls.start', 'lookups.run',
  'lookups.start', 'email_checks.run');
