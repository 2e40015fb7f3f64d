-- The profile decides the rate limit of a new key and the highest one. A workspace has a cap of its own only if one is set.
ALTER TABLE "workspaces" ALTER COLUMN "rate_limit_cap" DROP NOT NULL, ALTER COLUMN "rate_limit_cap" DROP DEFAULT;
UPDATE "workspaces" SET "rate_limit_cap" = NULL WHERE "rate_limit_cap" = 6000;
ALTER TABLE "api_keys" ALTER COLUMN "rate_limit" DROP DEFAULT;
