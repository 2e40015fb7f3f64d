-- Only the current secret of a key that is not revoked can be shown again.
UPDATE "api_key_secrets" SET "sealed" = NULL
FROM "api_keys"
WHERE "api_keys"."id" = "api_key_secrets"."api_key_id" AND "api_key_secrets"."sealed" IS NOT NULL
  AND ("api_keys"."revoked_at" IS NOT NULL OR "api_key_secrets"."replaced_at" IS NOT NULL);
