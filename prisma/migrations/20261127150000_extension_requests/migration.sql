-- An agent asks to extend their support session, and an owner or admin answers.
ALTER TABLE "impersonation_sessions"
  ADD COLUMN "extension_asked_at" TIMESTAMPTZ(3),
  ADD COLUMN "extension_reason" TEXT,
  ADD COLUMN "extension_answered_at" TIMESTAMPTZ(3),
  ADD COLUMN "extension_answered_by_id" TEXT,
  ADD COLUMN "extension_granted" BOOLEAN;

-- As before, and the session grows by 30 minutes with each granted request, up to 2 hours in total.
CREATE OR REPLACE FUNCTION "refuse_impersonation_change"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  "writable" text[] := '{}';
  "end_columns" CONSTANT text[] := ARRAY['ended_at', 'end_reason', 'ended_by_id'];
  "request_columns" CONSTANT text[] := ARRAY['act_asked_at', 'act_reason'];
  "answer_columns" CONSTANT text[] := ARRAY['act_answered_at', 'act_answered_by_id', 'act_granted'];
  "extension_request_columns" CONSTANT text[] := ARRAY['extension_asked_at', 'extension_reason'];
  "extension_answer_columns" CONSTANT text[] :=
    ARRAY['extension_answered_at', 'extension_answered_by_id', 'extension_granted'];
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

    IF NEW."extension_asked_at" IS DISTINCT FROM OLD."extension_asked_at" THEN
      IF NEW."extension_asked_at" IS NOT NULL AND NEW."extension_reason" IS NOT NULL
        AND NEW."extension_answered_at" IS NULL AND NEW."extension_answered_by_id" IS NULL
        AND NEW."extension_granted" IS NULL
        AND (OLD."extension_asked_at" IS NULL
          OR (OLD."extension_answered_at" IS NOT NULL AND NEW."extension_asked_at" > OLD."extension_asked_at")) THEN
        "writable" := "writable" || "extension_request_columns" || "extension_answer_columns";
      END IF;
    ELSIF OLD."extension_asked_at" IS NOT NULL AND OLD."extension_answered_at" IS NULL
      AND NEW."extension_answered_at" IS NOT NULL THEN
      IF NEW."extension_granted" IS FALSE THEN
        "writable" := "writable" || "extension_answer_columns";
      -- As in lib/domain/impersonation/duration.ts.
      ELSIF NEW."extension_granted" AND NEW."ended_at" IS NULL
        AND NEW."expires_at" = OLD."expires_at" + interval '30 minutes'
        AND NEW."expires_at" <= OLD."started_at" + interval '2 hours' THEN
        "writable" := array_append("writable" || "extension_answer_columns", 'expires_at');
      END IF;
    END IF;
  END IF;

  IF to_jsonb(NEW) - "writable" IS DISTINCT FROM to_jsonb(OLD) - "writable" THEN
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
