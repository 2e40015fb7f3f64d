-- Only the events of support sessions are found by their session. Each send of a message writes an event without one.
DROP INDEX "audit_events_impersonation_id_id_idx";
CREATE INDEX "audit_events_impersonation_id_id_idx" ON "audit_events" ("impersonation_id", "id")
  WHERE "impersonation_id" IS NOT NULL;
