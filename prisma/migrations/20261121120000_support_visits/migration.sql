-- CreateEnum
CREATE TYPE "StaffRole" AS ENUM ('support', 'lead', 'operator');

-- CreateEnum
CREATE TYPE "SupportAccess" AS ENUM ('never', 'view', 'ask');

-- CreateEnum
CREATE TYPE "VisitEnd" AS ENUM ('exit', 'time', 'customer', 'lead', 'access');

-- AlterEnum
ALTER TYPE "ActorKind" ADD VALUE 'staff';
ALTER TYPE "ActorKind" ADD VALUE 'impersonated';

-- AlterTable
ALTER TABLE "audit_events" ADD COLUMN     "subject_id" TEXT,
ADD COLUMN     "visit_id" TEXT;

-- AlterTable
ALTER TABLE "users" ADD COLUMN     "oidc_subject" TEXT,
ADD COLUMN     "password_ends_at" TIMESTAMPTZ(3),
ADD COLUMN     "staff_role" "StaffRole",
ADD COLUMN     "team" TEXT;

-- AlterTable
ALTER TABLE "workspaces" ADD COLUMN     "support_access" "SupportAccess" NOT NULL DEFAULT 'ask',
ADD COLUMN     "support_acts_until" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "sessions" ADD COLUMN     "second_factor_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "second_factors" (
    "user_id" TEXT NOT NULL,
    "sealed_secret" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "confirmed_at" TIMESTAMPTZ(3),
    "last_step" BIGINT,

    CONSTRAINT "second_factors_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "recovery_codes" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "recovery_codes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "support_visits" (
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "agent_id" TEXT NOT NULL,
    "agent_session_id" TEXT,
    "reason" TEXT NOT NULL,
    "ticket" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "end" "VisitEnd",
    "ended_by_id" TEXT,
    "act_asked_at" TIMESTAMPTZ(3),
    "act_reason" TEXT,
    "act_answered_at" TIMESTAMPTZ(3),
    "act_answered_by_id" TEXT,
    "act_granted" BOOLEAN,

    CONSTRAINT "support_visits_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "visited_pages" (
    "id" BIGSERIAL NOT NULL,
    "visit_id" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "visited_pages_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "recovery_codes_user_id_hash_key" ON "recovery_codes"("user_id", "hash");

-- CreateIndex
CREATE INDEX "support_visits_workspace_id_started_at_id_idx" ON "support_visits"("workspace_id", "started_at" DESC, "id");

-- CreateIndex
CREATE INDEX "support_visits_agent_id_started_at_idx" ON "support_visits"("agent_id", "started_at" DESC);

-- CreateIndex
CREATE INDEX "visited_pages_visit_id_id_idx" ON "visited_pages"("visit_id", "id");

-- CreateIndex
CREATE INDEX "audit_events_visit_id_id_idx" ON "audit_events"("visit_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "users_oidc_subject_key" ON "users"("oidc_subject");

-- An agent is in one account at a time, however many tabs ask at once.
CREATE UNIQUE INDEX "support_visits_open_key" ON "support_visits"("agent_id") WHERE "ended_at" IS NULL;

-- What each member's page asks: is somebody in here?
CREATE INDEX "support_visits_open_idx" ON "support_visits"("workspace_id") WHERE "ended_at" IS NULL;

ALTER TABLE "support_visits" ADD CONSTRAINT "support_visits_end_check" CHECK (("ended_at" IS NULL) = ("end" IS NULL));

-- What the audit log shows at first: everything but the messages that keys send.
CREATE INDEX "audit_events_changes_idx" ON "audit_events"("workspace_id", "id" DESC) WHERE "action" <> 'message.send';

-- What the support console searches by.
CREATE INDEX "workspaces_name_words_idx" ON "workspaces" USING gin (to_tsvector('simple', "name"));
CREATE INDEX "users_email_prefix_idx" ON "users" ("email" text_pattern_ops) WHERE "kind" = 'member';
CREATE INDEX "api_key_secrets_last_four_idx" ON "api_key_secrets" (right("masked", 4));

-- AddForeignKey
ALTER TABLE "second_factors" ADD CONSTRAINT "second_factors_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "support_visits" ADD CONSTRAINT "support_visits_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "support_visits" ADD CONSTRAINT "support_visits_subject_id_fkey" FOREIGN KEY ("subject_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "support_visits" ADD CONSTRAINT "support_visits_agent_id_fkey" FOREIGN KEY ("agent_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "support_visits" ADD CONSTRAINT "support_visits_agent_session_id_fkey" FOREIGN KEY ("agent_session_id") REFERENCES "sessions"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visited_pages" ADD CONSTRAINT "visited_pages_visit_id_fkey" FOREIGN KEY ("visit_id") REFERENCES "support_visits"("id") ON DELETE CASCADE ON UPDATE CASCADE;
