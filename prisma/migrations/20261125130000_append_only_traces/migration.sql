-- AlterTable
ALTER TABLE "visited_pages" ADD COLUMN     "target_id" TEXT,
ADD COLUMN     "verb" TEXT;

-- DropForeignKey
ALTER TABLE "ledger_entries" DROP CONSTRAINT "ledger_entries_message_id_fkey";

-- DropForeignKey
ALTER TABLE "ledger_entries" DROP CONSTRAINT "ledger_entries_workspace_id_fkey";

-- DropForeignKey
ALTER TABLE "support_visits" DROP CONSTRAINT "support_visits_subject_id_fkey";

-- DropForeignKey
ALTER TABLE "support_visits" DROP CONSTRAINT "support_visits_workspace_id_fkey";

-- DropForeignKey
ALTER TABLE "visited_pages" DROP CONSTRAINT "visited_pages_visit_id_fkey";

-- AddForeignKey
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "messages"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "support_visits" ADD CONSTRAINT "support_visits_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "support_visits" ADD CONSTRAINT "support_visits_subject_id_fkey" FOREIGN KEY ("subject_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visited_pages" ADD CONSTRAINT "visited_pages_visit_id_fkey" FOREIGN KEY ("visit_id") REFERENCES "support_visits"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What support read, and what money moved, is written once.
CREATE TRIGGER "visited_pages_append_only"
  BEFORE UPDATE OR DELETE OR TRUNCATE ON "visited_pages"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

CREATE TRIGGER "ledger_entries_append_only"
  BEFORE UPDATE OR DELETE OR TRUNCATE ON "ledger_entries"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- A refusal is deleted when it is old, and never changed.
CREATE TRIGGER "key_refusals_unchanged"
  BEFORE UPDATE OR TRUNCATE ON "key_refusals"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

CREATE TRIGGER "support_visits_append_only"
  BEFORE DELETE OR TRUNCATE ON "support_visits"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- Of a support session, only what comes later is written later, while it is open: that the agent asks to act (again after
-- a no), the answer, that a yes is taken back, and the end. Each keeps its audit event, which nothing changes.
CREATE FUNCTION "refuse_visit_change"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  "writable" text[] := '{}';
  "end_columns" CONSTANT text[] := ARRAY['ended_at', 'end', 'ended_by_id'];
  "request_columns" CONSTANT text[] := ARRAY['act_asked_at', 'act_reason'];
  "answer_columns" CONSTANT text[] := ARRAY['act_answered_at', 'act_answered_by_id', 'act_granted'];
BEGIN
  -- The foreign key empties it when an old sign-in is deleted.
  IF NEW."agent_session_id" IS NULL
    AND NOT EXISTS (SELECT FROM "sessions" WHERE "id" = OLD."agent_session_id") THEN
    "writable" := array_append("writable", 'agent_session_id');
  END IF;

  IF OLD."ended_at" IS NULL THEN
    IF NEW."ended_at" IS NOT NULL THEN
      "writable" := "writable" || "end_columns";
    END IF;

    IF NEW."act_asked_at" IS DISTINCT FROM OLD."act_asked_at" THEN
      IF NEW."act_asked_at" IS NOT NULL AND NEW."act_reason" IS NOT NULL
        AND NEW."act_answered_at" IS NULL AND NEW."act_answered_by_id" IS NULL AND NEW."act_granted" IS NULL
        AND (OLD."act_asked_at" IS NULL
          OR (OLD."act_granted" IS FALSE AND NEW."act_asked_at" > OLD."act_asked_at")) THEN
        "writable" := "writable" || "request_columns" || "answer_columns";
      END IF;
    ELSIF OLD."act_asked_at" IS NOT NULL
      AND NEW."act_answered_at" IS NOT NULL AND NEW."act_granted" IS NOT NULL
      AND (OLD."act_answered_at" IS NULL OR (OLD."act_granted" AND NOT NEW."act_granted")) THEN
      "writable" := "writable" || "answer_columns";
    END IF;
  END IF;

  IF to_jsonb(NEW) - "writable" IS DISTINCT FROM to_jsonb(OLD) - "writable" THEN
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER "support_visits_written_once"
  BEFORE UPDATE ON "support_visits"
  FOR EACH ROW EXECUTE FUNCTION "refuse_visit_change"();
