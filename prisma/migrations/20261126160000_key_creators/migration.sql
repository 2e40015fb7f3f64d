-- API keys can create and revoke other keys of their workspace.
ALTER TABLE "api_keys" ADD COLUMN "created_by_key_id" TEXT, ADD COLUMN "revoked_by_key_id" TEXT;
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_created_by_key_id_fkey" FOREIGN KEY ("created_by_key_id") REFERENCES "api_keys"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_revoked_by_key_id_fkey" FOREIGN KEY ("revoked_by_key_id") REFERENCES "api_keys"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;
