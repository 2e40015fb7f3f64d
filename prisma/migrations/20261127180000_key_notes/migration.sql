-- What people write about a key. No call depends on it, so it gives the workspace no new version.
ALTER TABLE "api_keys"
  ADD COLUMN "note" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "owner" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "tags" TEXT[] NOT NULL DEFAULT '{}';

-- The filter of the list offers everybody who created a key.
CREATE INDEX "api_keys_workspace_id_created_by_id_idx" ON "api_keys" ("workspace_id", "created_by_id");
