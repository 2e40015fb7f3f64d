-- The last days on which each key was called: one row for each key, so that the keys of a workspace are judged in one pass.
CREATE TABLE "api_key_call_days" (
  "api_key_id" TEXT NOT NULL PRIMARY KEY REFERENCES "api_keys" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "called_on" DATE NOT NULL,
  "succeeded" JSONB NOT NULL DEFAULT '{}'
);

INSERT INTO "api_key_call_days" ("api_key_id", "called_on", "succeeded")
SELECT "api_key_id", max("called_on"),
  COALESCE(jsonb_object_agg("operation", "succeeded_on") FILTER (WHERE "succeeded_on" IS NOT NULL), '{}')
FROM (
  SELECT "api_key_id", "operation", max("day") AS "called_on",
    max("day") FILTER (WHERE "succeeded" > 0) AS "succeeded_on"
  FROM "api_key_daily_usage" GROUP BY "api_key_id", "operation"
) AS "operations"
GROUP BY "api_key_id";
