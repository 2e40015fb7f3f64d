-- Messages by day, key and country. They stay when the messages are deleted.
CREATE TABLE "message_totals" (
  "workspace_id" TEXT NOT NULL REFERENCES "workspaces" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "day" DATE NOT NULL,
  "api_key_id" TEXT NOT NULL REFERENCES "api_keys" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "country" TEXT NOT NULL,
  "environment" "Environment" NOT NULL,
  "messages" INTEGER NOT NULL,
  "segments" INTEGER NOT NULL,
  "delivered" INTEGER NOT NULL,
  "failed" INTEGER NOT NULL,
  "refunded" INTEGER NOT NULL,
  "price" BIGINT NOT NULL,
  CONSTRAINT "message_totals_pkey" PRIMARY KEY ("workspace_id", "day", "api_key_id", "country")
);

-- The foreign key needs it.
CREATE INDEX "message_totals_api_key_id_idx" ON "message_totals" ("api_key_id");

-- What the worker has not added to the totals yet. Transactions only insert rows, so that they never wait for each other.
CREATE TABLE "message_total_changes" (
  "id" BIGSERIAL PRIMARY KEY,
  "workspace_id" TEXT NOT NULL,
  "day" DATE NOT NULL,
  "api_key_id" TEXT NOT NULL,
  "country" TEXT NOT NULL,
  "environment" "Environment" NOT NULL,
  "messages" INTEGER NOT NULL,
  "segments" INTEGER NOT NULL,
  "delivered" INTEGER NOT NULL,
  "failed" INTEGER NOT NULL,
  "refunded" INTEGER NOT NULL,
  "price" BIGINT NOT NULL
);

CREATE INDEX "message_total_changes_workspace_id_day_idx" ON "message_total_changes" ("workspace_id", "day");

INSERT INTO "message_totals" ("workspace_id", "day", "api_key_id", "country", "environment", "messages", "segments",
  "delivered", "failed", "refunded", "price")
SELECT "workspace_id", ("created_at" AT TIME ZONE 'UTC')::date, "api_key_id", COALESCE("country", ''), "environment",
  count(*), sum("segments"),
  count(*) FILTER (WHERE "status" = 'delivered'),
  count(*) FILTER (WHERE "status" IN ('undelivered', 'expired') AND "sent_at" IS NOT NULL),
  count(*) FILTER (WHERE "status" NOT IN ('queued', 'sent') AND "sent_at" IS NULL),
  COALESCE(sum("price") FILTER (WHERE "status" IN ('queued', 'sent') OR "sent_at" IS NOT NULL), 0)
FROM "messages"
GROUP BY 1, 2, 3, 4, 5;
