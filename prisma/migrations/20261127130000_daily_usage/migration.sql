-- The calls of each key by day, so that the usage of a year is read quickly.
CREATE TABLE "api_key_daily_usage" (
  "workspace_id" TEXT NOT NULL REFERENCES "workspaces" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "day" DATE NOT NULL,
  "api_key_id" TEXT NOT NULL REFERENCES "api_keys" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "operation" TEXT NOT NULL,
  "environment" "Environment" NOT NULL,
  "succeeded" INTEGER NOT NULL,
  "refused" INTEGER NOT NULL,
  "failed" INTEGER NOT NULL,
  CONSTRAINT "api_key_daily_usage_pkey" PRIMARY KEY ("workspace_id", "day", "api_key_id", "operation")
);

-- The foreign key needs it.
CREATE INDEX "api_key_daily_usage_api_key_id_idx" ON "api_key_daily_usage" ("api_key_id");

INSERT INTO "api_key_daily_usage"
  ("workspace_id", "day", "api_key_id", "operation", "environment", "succeeded", "refused", "failed")
SELECT "workspace_id", ("hour" AT TIME ZONE 'UTC')::date, "api_keys"."id", "operation", "environment",
  COALESCE(sum("calls") FILTER (WHERE "status" < 400), 0),
  COALESCE(sum("calls") FILTER (WHERE "status" BETWEEN 400 AND 499), 0),
  COALESCE(sum("calls") FILTER (WHERE "status" >= 500), 0)
FROM "api_key_usage" JOIN "api_keys" ON "api_keys"."id" = "api_key_id"
GROUP BY 1, 2, 3, 4;
