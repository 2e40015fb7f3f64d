-- How many numbers were looked up on a day. Lists are deleted a month after they are complete, and say no countries.
CREATE TABLE "lookup_totals" (
  "workspace_id" TEXT NOT NULL REFERENCES "workspaces" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "environment" "Environment" NOT NULL,
  "day" DATE NOT NULL,
  "kind" "LookupKind" NOT NULL,
  "country" TEXT NOT NULL,
  "numbers" INTEGER NOT NULL,
  "price" BIGINT NOT NULL,
  CONSTRAINT "lookup_totals_pkey" PRIMARY KEY ("workspace_id", "environment", "day", "kind", "country")
);

INSERT INTO "lookup_totals" ("workspace_id", "environment", "day", "kind", "country", "numbers", "price")
SELECT "workspace_id", "environment", ("created_at" AT TIME ZONE 'UTC')::date, "kind", '', sum("asked"), sum("price")
FROM "lookup_lists" WHERE "kind" <> 'format' AND "asked" > 0 GROUP BY 1, 2, 3, 4;
