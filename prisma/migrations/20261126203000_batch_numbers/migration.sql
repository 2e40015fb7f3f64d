-- Each batch has a number in its workspace, and tells how many of its recipients were left out.
ALTER TABLE "message_batches" ADD COLUMN "number" INTEGER,
ADD COLUMN "skipped" INTEGER NOT NULL DEFAULT 0;

UPDATE "message_batches" SET "number" = "counted"."number"
FROM (
  SELECT "id", row_number() OVER (PARTITION BY "workspace_id" ORDER BY "created_at", "id") AS "number"
  FROM "message_batches"
) AS "counted"
WHERE "counted"."id" = "message_batches"."id";

ALTER TABLE "message_batches" ALTER COLUMN "number" SET NOT NULL;

-- CreateIndex
CREATE UNIQUE INDEX "message_batches_workspace_id_number_key" ON "message_batches"("workspace_id", "number");
