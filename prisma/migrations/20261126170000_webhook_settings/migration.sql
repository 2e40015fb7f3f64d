-- What the slots of a provider's API have in common, such as the secret.
CREATE TABLE "webhook_settings" (
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "environment" "Environment" NOT NULL,
    "sealed_secret" BYTEA,
    "old_sealed_secret" BYTEA,
    "old_secret_ends_at" TIMESTAMPTZ(3),
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "options" TEXT[] DEFAULT ARRAY[]::TEXT[],

    CONSTRAINT "webhook_settings_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "webhook_settings_workspace_id_environment_key" ON "webhook_settings"("workspace_id", "environment");
ALTER TABLE "webhook_settings" ADD CONSTRAINT "webhook_settings_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "webhook_endpoints" ADD COLUMN "settings_id" TEXT;
ALTER TABLE "webhook_endpoints" ADD CONSTRAINT "webhook_endpoints_settings_id_fkey" FOREIGN KEY ("settings_id") REFERENCES "webhook_settings"("id") ON DELETE CASCADE ON UPDATE NO ACTION;
CREATE INDEX "webhook_endpoints_settings_id_idx" ON "webhook_endpoints"("settings_id");
