-- What a key is for, where the provider declares purposes.
ALTER TABLE "api_keys" ADD COLUMN "purpose" TEXT;
