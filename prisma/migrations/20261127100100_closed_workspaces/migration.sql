-- An owner closes a workspace. Its data is deleted later. What remains is its row, the ledger with what it refers to, and the
-- records of support.
ALTER TABLE "workspaces"
  ADD COLUMN "closed_at" TIMESTAMPTZ(3),
  ADD COLUMN "deletes_at" TIMESTAMPTZ(3),
  ADD COLUMN "messages_canceled_at" TIMESTAMPTZ(3),
  ADD COLUMN "deleted_at" TIMESTAMPTZ(3),
  ADD CONSTRAINT "workspaces_closed_check" CHECK (
    ("closed_at" IS NULL) = ("deletes_at" IS NULL)
    AND "deletes_at" >= "closed_at" + interval '7 days'
    AND ("deleted_at" IS NULL OR "deleted_at" >= "deletes_at")
  );

-- The worker looks for closed workspaces all the time.
CREATE INDEX "workspaces_to_delete" ON "workspaces" ("deletes_at") WHERE "closed_at" IS NOT NULL AND "deleted_at" IS NULL;

-- The next call with a key of a closed workspace is refused.
DROP TRIGGER "workspaces_change_version" ON "workspaces";
CREATE CONSTRAINT TRIGGER "workspaces_change_version"
  AFTER UPDATE OF "id", "name", "currency", "suspended_at", "created_at", "contact_email", "allowlist",
    "rate_limit_cap", "support_access", "support_acts_until", "low_balance", "sealed_callback_secret", "closed_at",
    "deletes_at", "messages_canceled_at", "deleted_at"
  ON "workspaces" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION "change_version"();

-- Whether the data of a workspace may be deleted: it was closed, and the time in which an owner can reopen it is over.
CREATE FUNCTION "may_delete_data"("id_of_workspace" text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM "workspaces" WHERE "id" = "id_of_workspace" AND "deletes_at" <= now())
$$;

CREATE FUNCTION "refuse_deletion"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF "may_delete_data"(OLD."workspace_id") THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END
$$;

DROP TRIGGER "audit_events_append_only" ON "audit_events";
CREATE TRIGGER "audit_events_append_only"
  BEFORE UPDATE OR TRUNCATE ON "audit_events"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "audit_events_kept"
  BEFORE DELETE ON "audit_events"
  FOR EACH ROW EXECUTE FUNCTION "refuse_deletion"();
