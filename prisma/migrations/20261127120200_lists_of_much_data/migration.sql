-- The filters of the messages and of the ledger, with a million rows in a workspace.
CREATE INDEX "messages_workspace_id_environment_status_created_at_id_idx"
ON "messages" ("workspace_id", "environment", "status", "created_at" DESC, "id" DESC);
CREATE INDEX "messages_api_key_id_created_at_id_idx" ON "messages" ("api_key_id", "created_at" DESC, "id" DESC);
CREATE INDEX "messages_workspace_id_recipient_idx" ON "messages" ("workspace_id", "recipient");
CREATE INDEX "ledger_entries_workspace_id_environment_kind_number_idx"
ON "ledger_entries" ("workspace_id", "environment", "kind", "number" DESC);
CREATE INDEX "ledger_entries_workspace_id_environment_created_at_idx"
ON "ledger_entries" ("workspace_id", "environment", "created_at");
