-- DropIndex
DROP INDEX "leak_reports_created_at_id_idx";

-- CreateIndex
CREATE INDEX "leak_reports_source_created_at_id_idx" ON "leak_reports"("source", "created_at", "id");
