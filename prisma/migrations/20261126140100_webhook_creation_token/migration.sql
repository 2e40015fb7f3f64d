ALTER TABLE "webhook_endpoints" ADD COLUMN "creation_token" TEXT;

CREATE UNIQUE INDEX "webhook_endpoints_workspace_id_creation_token_key" ON "webhook_endpoints"("workspace_id", "creation_token");
