-- A "visit" is now an "impersonation session". Everything is renamed in place: tables, columns, types, what belongs to
-- them, and the names and ids that rows contain.

ALTER TYPE "VisitEnd" RENAME TO "EndReason";

ALTER TABLE "support_visits" RENAME TO "impersonation_sessions";
ALTER TABLE "impersonation_sessions" RENAME COLUMN "end" TO "end_reason";
ALTER TABLE "impersonation_sessions" RENAME CONSTRAINT "support_visits_pkey" TO "impersonation_sessions_pkey";
ALTER TABLE "impersonation_sessions" RENAME CONSTRAINT "support_visits_end_check" TO "impersonation_sessions_end_check";
ALTER TABLE "impersonation_sessions" RENAME CONSTRAINT "support_visits_workspace_id_fkey" TO "impersonation_sessions_workspace_id_fkey";
ALTER TABLE "impersonation_sessions" RENAME CONSTRAINT "support_visits_subject_id_fkey" TO "impersonation_sessions_subject_id_fkey";
ALTER TABLE "impersonation_sessions" RENAME CONSTRAINT "support_visits_agent_id_fkey" TO "impersonation_sessions_agent_id_fkey";
ALTER TABLE "impersonation_sessions" RENAME CONSTRAINT "support_visits_agent_session_id_fkey" TO "impersonation_sessions_agent_session_id_fkey";
ALTER INDEX "support_visits_workspace_id_started_at_id_idx" RENAME TO "impersonation_sessions_workspace_id_started_at_id_idx";
ALTER INDEX "support_visits_agent_id_started_at_idx" RENAME TO "impersonation_sessions_agent_id_started_at_idx";
ALTER INDEX "support_visits_open_key" RENAME TO "impersonation_sessions_open_key";
ALTER INDEX "support_visits_open_idx" RENAME TO "impersonation_sessions_open_idx";
ALTER TRIGGER "support_visits_append_only" ON "impersonation_sessions" RENAME TO "impersonation_sessions_append_only";
ALTER TRIGGER "support_visits_written_once" ON "impersonation_sessions" RENAME TO "impersonation_sessions_written_once";

ALTER TABLE "visited_pages" RENAME TO "impersonated_requests";
ALTER TABLE "impersonated_requests" RENAME COLUMN "visit_id" TO "impersonation_id";
ALTER TABLE "impersonated_requests" RENAME CONSTRAINT "visited_pages_pkey" TO "impersonated_requests_pkey";
ALTER TABLE "impersonated_requests" RENAME CONSTRAINT "visited_pages_visit_id_fkey" TO "impersonated_requests_impersonation_id_fkey";
ALTER INDEX "visited_pages_visit_id_id_idx" RENAME TO "impersonated_requests_impersonation_id_id_idx";
ALTER SEQUENCE "visited_pages_id_seq" RENAME TO "impersonated_requests_id_seq";
ALTER TRIGGER "visited_pages_append_only" ON "impersonated_requests" RENAME TO "impersonated_requests_append_only";

ALTER TABLE "audit_events" RENAME COLUMN "visit_id" TO "impersonation_id";
ALTER INDEX "audit_events_visit_id_id_idx" RENAME TO "audit_events_impersonation_id_id_idx";

-- PostgreSQL 18 names the NOT NULL constraints too.
DO $$
DECLARE
  "old" record;
BEGIN
  FOR "old" IN
    SELECT "conrelid"::regclass AS "table", "conname" AS "name",
      replace(replace(replace("conname", 'support_visits', 'impersonation_sessions'), 'visited_pages', 'impersonated_requests'),
        'visit_id', 'impersonation_id') AS "new_name"
    FROM "pg_constraint"
    WHERE "conrelid" IN ('"impersonation_sessions"'::regclass, '"impersonated_requests"'::regclass) AND "contype" = 'n'
      AND "conname" ~ 'support_visits|visited_pages'
  LOOP
    EXECUTE format('ALTER TABLE %s RENAME CONSTRAINT %I TO %I', "old"."table", "old"."name", "old"."new_name");
  END LOOP;
END
$$;

ALTER FUNCTION "refuse_visit_change"() RENAME TO "refuse_impersonation_change";

-- As before, with the column's new name.
CREATE OR REPLACE FUNCTION "refuse_impersonation_change"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  "writable" text[] := '{}';
  "end_columns" CONSTANT text[] := ARRAY['ended_at', 'end_reason', 'ended_by_id'];
  "request_columns" CONSTANT text[] := ARRAY['act_asked_at', 'act_reason'];
  "answer_columns" CONSTANT text[] := ARRAY['act_answered_at', 'act_answered_by_id', 'act_granted'];
BEGIN
  -- The foreign key sets it to null when the agent's old session is deleted.
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

-- The rows say the same as before in today's words, so that one word finds everything. No other statement
-- changes them, and the triggers are off in this transaction only.
ALTER TABLE "impersonation_sessions" DISABLE TRIGGER "impersonation_sessions_written_once";
ALTER TABLE "impersonated_requests" DISABLE TRIGGER "impersonated_requests_append_only";
ALTER TABLE "audit_events" DISABLE TRIGGER "audit_events_append_only";

-- The foreign key of "impersonated_requests" follows by ON UPDATE CASCADE.
UPDATE "impersonation_sessions" SET "id" = 'imp_' || substr("id", 7) WHERE starts_with("id", 'visit_');

UPDATE "impersonated_requests" SET
  "path" = CASE
    WHEN starts_with("path", '/settings/support-access/visit_')
      THEN replace("path", '/settings/support-access/visit_', '/settings/support-access/imp_')
    WHEN "path" = '/settings/support-access/presence' THEN '/settings/support-access/active-sessions'
    ELSE "path"
  END,
  "verb" = CASE "verb"
    WHEN 'support/answer-request' THEN 'impersonation/answer-request'
    WHEN 'support/ask-to-act' THEN 'impersonation/ask-to-act'
    WHEN 'support/end-visit' THEN 'impersonation/end'
    WHEN 'support/list-visits' THEN 'impersonation/list'
    WHEN 'support/read-access' THEN 'impersonation/read-access'
    WHEN 'support/read-presence' THEN 'impersonation/active-sessions'
    WHEN 'support/read-visit' THEN 'impersonation/read'
    WHEN 'support/set-access' THEN 'impersonation/set-access'
    ELSE "verb"
  END,
  "target_id" = CASE
    WHEN starts_with("target_id", 'visit_') THEN 'imp_' || substr("target_id", 7)
    ELSE "target_id"
  END
WHERE "path" LIKE '/settings/support-access/%' OR starts_with("verb", 'support/') OR starts_with("target_id", 'visit_');

UPDATE "audit_events" SET
  "action" = CASE "action"
    WHEN 'support.start_visit' THEN 'impersonation.start'
    WHEN 'support.end_visit' THEN 'impersonation.end'
    WHEN 'support.ask_to_act' THEN 'impersonation.ask_to_act'
    WHEN 'support.grant_request' THEN 'impersonation.grant_request'
    WHEN 'support.refuse_request' THEN 'impersonation.refuse_request'
    WHEN 'support.set_access' THEN 'impersonation.set_access'
    ELSE "action"
  END,
  "detail" = CASE
    WHEN "action" = 'support.end_visit' AND "detail" ? 'end'
      THEN ("detail" - 'end') || jsonb_build_object('endReason', "detail" -> 'end')
    ELSE "detail"
  END,
  "target_id" = CASE
    WHEN starts_with("target_id", 'visit_') THEN 'imp_' || substr("target_id", 7)
    ELSE "target_id"
  END,
  "impersonation_id" = CASE
    WHEN starts_with("impersonation_id", 'visit_') THEN 'imp_' || substr("impersonation_id", 7)
    ELSE "impersonation_id"
  END
WHERE "impersonation_id" IS NOT NULL OR starts_with("target_id", 'visit_')
  OR "action" IN ('support.start_visit', 'support.end_visit', 'support.ask_to_act', 'support.grant_request',
    'support.refuse_request', 'support.set_access');

ALTER TABLE "impersonation_sessions" ENABLE TRIGGER "impersonation_sessions_written_once";
ALTER TABLE "impersonated_requests" ENABLE TRIGGER "impersonated_requests_append_only";
ALTER TABLE "audit_events" ENABLE TRIGGER "audit_events_append_only";
