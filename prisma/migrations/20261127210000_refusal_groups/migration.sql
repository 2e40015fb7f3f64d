-- What a rejected call looked like: enough to find the program that sent it.
ALTER TABLE "key_refusals"
  ADD COLUMN "method" TEXT,
  ADD COLUMN "path" TEXT,
  ADD COLUMN "status" SMALLINT,
  ADD COLUMN "client" TEXT,
  ADD COLUMN "fields" JSONB NOT NULL DEFAULT '{}',
  ADD COLUMN "group_id" TEXT;

-- Rejected calls with the same code, operation, address and cause. It counts all of them, also those without a row.
CREATE TABLE "key_refusal_groups" (
    "id" TEXT NOT NULL,
    "api_key_id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "operation" TEXT,
    "address" TEXT,
    "cause" TEXT NOT NULL,
    "calls" BIGINT NOT NULL,
    "first_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "key_refusal_groups_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "key_refusal_groups_api_key_id_fkey" FOREIGN KEY ("api_key_id") REFERENCES "api_keys"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "key_refusal_groups_unique" ON "key_refusal_groups"
  ("api_key_id", "code", "operation", "address", "cause") NULLS NOT DISTINCT;
CREATE INDEX "key_refusal_groups_api_key_id_last_at_idx" ON "key_refusal_groups"("api_key_id", "last_at" DESC);

INSERT INTO "key_refusal_groups" ("id", "api_key_id", "code", "operation", "address", "cause", "calls", "first_at", "last_at", "detail")
SELECT 'rfg_' || replace(gen_random_uuid()::text, '-', ''), "api_key_id", "code", "operation", "address", "cause",
  count(*), min("at"), max("at"), (array_agg("detail" ORDER BY "at" DESC))[1]
FROM (
  SELECT *, COALESCE("detail"->>'scope', "detail"->>'country', "detail"->>'sender', "detail"->>'list',
    "detail"->>'period', "detail"->>'of', '') AS "cause"
  FROM "key_refusals"
) AS refusal
GROUP BY "api_key_id", "code", "operation", "address", "cause";

ALTER TABLE "key_refusals" DISABLE TRIGGER "key_refusals_unchanged";
UPDATE "key_refusals" AS refusal SET "group_id" = grouped."id"
FROM "key_refusal_groups" AS grouped
WHERE grouped."api_key_id" = refusal."api_key_id" AND grouped."code" = refusal."code"
  AND grouped."operation" IS NOT DISTINCT FROM refusal."operation"
  AND grouped."address" IS NOT DISTINCT FROM refusal."address"
  AND grouped."cause" = COALESCE(refusal."detail"->>'scope', refusal."detail"->>'country', refusal."detail"->>'sender',
    refusal."detail"->>'list', refusal."detail"->>'period', refusal."detail"->>'of', '');
ALTER TABLE "key_refusals" ENABLE TRIGGER "key_refusals_unchanged";

ALTER TABLE "key_refusals" ADD CONSTRAINT "key_refusals_group_id_fkey"
  FOREIGN KEY ("group_id") REFERENCES "key_refusal_groups"("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX "key_refusals_group_id_at_idx" ON "key_refusals"("group_id", "at" DESC);
