-- The list of current keys, newest first, and their number, without reading the rows of all keys.
CREATE INDEX "api_keys_current_idx" ON "api_keys" ("workspace_id", "created_at" DESC, "id" DESC)
  WHERE "revoked_at" IS NULL;
