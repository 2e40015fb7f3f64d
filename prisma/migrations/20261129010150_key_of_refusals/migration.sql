-- The rows from before there are days are deleted one by one, and found by their time.
CREATE INDEX IF NOT EXISTS "key_refusals_at_idx" ON "key_refusals"("at");
SELECT "prepare_partitions"('key_refusals', 'at');
