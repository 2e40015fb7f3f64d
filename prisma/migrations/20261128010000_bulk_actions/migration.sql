-- One change of many keys, which are fixed when it is confirmed and changed in batches.
CREATE TYPE "BulkOutcome" AS ENUM ('changed', 'unchanged', 'revoked', 'list_full', 'changed_elsewhere', 'not_permitted');

CREATE TABLE "bulk_actions" (
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "change" JSONB NOT NULL,
    "token" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "bulk_actions_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "bulk_actions_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "bulk_actions_workspace_id_token_key" ON "bulk_actions"("workspace_id", "token");
CREATE INDEX "bulk_actions_created_at_idx" ON "bulk_actions"("created_at");
CREATE INDEX "bulk_actions_open" ON "bulk_actions"("workspace_id", "created_at" DESC) WHERE "ended_at" IS NULL;

CREATE TABLE "bulk_action_keys" (
    "bulk_action_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "api_key_id" TEXT NOT NULL,
    "seen" TEXT NOT NULL,
    "outcome" "BulkOutcome",

    CONSTRAINT "bulk_action_keys_pkey" PRIMARY KEY ("bulk_action_id", "position"),
    CONSTRAINT "bulk_action_keys_bulk_action_id_fkey" FOREIGN KEY ("bulk_action_id") REFERENCES "bulk_actions"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "bulk_action_keys_api_key_id_fkey" FOREIGN KEY ("api_key_id") REFERENCES "api_keys"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "bulk_action_keys_api_key_id_idx" ON "bulk_action_keys"("api_key_id");
