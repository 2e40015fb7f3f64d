-- The operation is called messages.send everywhere: in scopes, permissions, the API and the audit log.
ALTER TABLE "audit_events" DISABLE TRIGGER "audit_events_append_only";
UPDATE "audit_events" SET "action" = 'messages.send' WHERE "action" = 'message.send';
UPDATE "audit_events" SET "action" = 'messages.refund' WHERE "action" = 'message.refund';
ALTER TABLE "audit_events" ENABLE TRIGGER "audit_events_append_only";

-- The log without sends, which are most of it.
DROP INDEX "audit_events_changes_idx";
CREATE INDEX "audit_events_changes_idx" ON "audit_events"("workspace_id", "id" DESC) WHERE "action" <> 'messages.send';
