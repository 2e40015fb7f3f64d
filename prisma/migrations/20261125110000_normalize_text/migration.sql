-- Text that is searched or compared is stored in NFC from now on. Older rows follow. Other encodings than UTF-8 have
-- no second form of a character, and PostgreSQL normalizes nothing in them.
DO $$
BEGIN
  IF getdatabaseencoding() = 'UTF8' THEN
    UPDATE "api_keys" SET "label" = normalize("label") WHERE "label" IS NOT NORMALIZED;
    UPDATE "api_keys" SET "allowlist" = normalize("allowlist"::text)::jsonb WHERE "allowlist"::text IS NOT NORMALIZED;
    UPDATE "workspaces" SET "name" = normalize("name") WHERE "name" IS NOT NORMALIZED;
    UPDATE "workspaces" SET "allowlist" = normalize("allowlist"::text)::jsonb
      WHERE "allowlist"::text IS NOT NORMALIZED;
    UPDATE "users" SET "name" = normalize("name") WHERE "name" IS NOT NORMALIZED;
    UPDATE "users" SET "team" = normalize("team") WHERE "team" IS NOT NORMALIZED;
  END IF;
END
$$;
