CREATE TYPE "WebhookPauseReason" AS ENUM ('member', 'failure', 'gone');

CREATE TYPE "WebhookDeliveryState" AS ENUM ('pending', 'delivered', 'failed', 'cancelled');

ALTER TABLE "messages" ADD COLUMN "callback_url" TEXT;

ALTER TABLE "workspaces" ADD COLUMN "low_balance" BIGINT,
ADD COLUMN "sealed_callback_secret" BYTEA;

CREATE TABLE "api_key_networks" (
    "api_key_id" TEXT NOT NULL,
    "network" TEXT NOT NULL,
    "last_used_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "api_key_networks_pkey" PRIMARY KEY ("api_key_id","network")
);

CREATE TABLE "webhook_endpoints" (
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "environment" "Environment" NOT NULL,
    "slot" TEXT,
    "url" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "events" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "sealed_secret" BYTEA,
    "old_sealed_secret" BYTEA,
    "old_secret_ends_at" TIMESTAMPTZ(3),
    "paused_at" TIMESTAMPTZ(3),
    "pause_reason" "WebhookPauseReason",
    "failing_since" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" TEXT,

    CONSTRAINT "webhook_endpoints_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "webhook_events" (
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "environment" "Environment" NOT NULL,
    "type" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "webhook_events_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "webhook_deliveries" (
    "id" TEXT NOT NULL,
    "position" BIGSERIAL NOT NULL,
    "event_id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "environment" "Environment" NOT NULL,
    "endpoint_id" TEXT,
    "url" TEXT,
    "queue" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "state" "WebhookDeliveryState" NOT NULL DEFAULT 'pending',
    "attempts" SMALLINT NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3),
    "claimed_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "last_status" SMALLINT,
    "last_error" TEXT,

    CONSTRAINT "webhook_deliveries_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "webhook_attempts" (
    "id" BIGSERIAL NOT NULL,
    "delivery_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "duration_ms" INTEGER NOT NULL,
    "status" SMALLINT,
    "error" TEXT,
    "url" TEXT NOT NULL,
    "request_headers" JSONB NOT NULL,
    "request_body" TEXT NOT NULL,
    "response_headers" JSONB,
    "response_body" TEXT,

    CONSTRAINT "webhook_attempts_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "api_key_networks_last_used_at_idx" ON "api_key_networks"("last_used_at");

CREATE INDEX "webhook_endpoints_workspace_id_environment_created_at_idx" ON "webhook_endpoints"("workspace_id", "environment", "created_at");

CREATE UNIQUE INDEX "webhook_endpoints_workspace_id_environment_slot_key" ON "webhook_endpoints"("workspace_id", "environment", "slot");

CREATE INDEX "webhook_events_created_at_idx" ON "webhook_events"("created_at");

CREATE INDEX "webhook_deliveries_event_id_idx" ON "webhook_deliveries"("event_id");

CREATE INDEX "webhook_deliveries_queue_position_idx" ON "webhook_deliveries"("queue", "position" DESC);

CREATE INDEX "webhook_deliveries_workspace_id_environment_position_idx" ON "webhook_deliveries"("workspace_id", "environment", "position" DESC);

CREATE INDEX "webhook_attempts_delivery_id_id_idx" ON "webhook_attempts"("delivery_id", "id");

ALTER TABLE "api_key_networks" ADD CONSTRAINT "api_key_networks_api_key_id_fkey" FOREIGN KEY ("api_key_id") REFERENCES "api_keys"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "webhook_endpoints" ADD CONSTRAINT "webhook_endpoints_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "webhook_endpoints" ADD CONSTRAINT "webhook_endpoints_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "webhook_events" ADD CONSTRAINT "webhook_events_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "webhook_events"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "webhook_attempts" ADD CONSTRAINT "webhook_attempts_delivery_id_fkey" FOREIGN KEY ("delivery_id") REFERENCES "webhook_deliveries"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What is due in a queue, and which queues have something pending.
CREATE INDEX "webhook_deliveries_pending_idx" ON "webhook_deliveries"("queue", "next_attempt_at", "position")
  WHERE "state" = 'pending';

-- Whether an earlier delivery of the same subject is pending.
CREATE INDEX "webhook_deliveries_subject_idx" ON "webhook_deliveries"("queue", "subject", "position")
  WHERE "state" = 'pending';

-- What is being sent.
CREATE INDEX "webhook_deliveries_claimed_idx" ON "webhook_deliveries"("queue", "claimed_until")
  WHERE "claimed_until" IS NOT NULL;
