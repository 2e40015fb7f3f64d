-- For providers whose secrets contain the number of the key.
ALTER TABLE "api_keys" ADD COLUMN "number" INTEGER;
CREATE UNIQUE INDEX "api_keys_workspace_id_number_key" ON "api_keys"("workspace_id", "number");
