-- For the deletion of old groups.
CREATE INDEX "key_refusal_groups_last_at_idx" ON "key_refusal_groups"("last_at");
