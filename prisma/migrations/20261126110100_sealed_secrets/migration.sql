-- For providers that let the owner of a key see its secret again.
ALTER TABLE "api_key_secrets" ADD COLUMN "sealed" BYTEA;
