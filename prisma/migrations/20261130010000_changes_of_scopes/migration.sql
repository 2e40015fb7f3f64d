-- The counts of key health look for scopes that were added lately, among all other events of the workspace.
CREATE INDEX "audit_events_changes_of_scopes_idx" ON "audit_events" ("workspace_id", "created_at")
  WHERE "action" = 'api_key.change_scopes';
