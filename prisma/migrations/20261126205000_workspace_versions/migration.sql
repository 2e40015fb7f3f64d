-- Each transaction that changes a key, a secret or a setting of a workspace gives the workspace a new version. Processes
-- keep keys in memory and read the version to confirm them.
CREATE TABLE "workspace_versions" (
  "workspace_id" TEXT NOT NULL,
  "version" UUID NOT NULL DEFAULT gen_random_uuid(),
  CONSTRAINT "workspace_versions_pkey" PRIMARY KEY ("workspace_id"),
  CONSTRAINT "workspace_versions_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces" ("id")
    ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE FUNCTION "create_version"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "workspace_versions" ("workspace_id") VALUES (NEW."id");
  RETURN NULL;
END
$$;

CREATE TRIGGER "workspaces_create_version" AFTER INSERT ON "workspaces"
  FOR EACH ROW EXECUTE FUNCTION "create_version"();

INSERT INTO "workspace_versions" ("workspace_id") SELECT "id" FROM "workspaces";

CREATE FUNCTION "change_version"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  "changed_id" text;
BEGIN
  CASE TG_TABLE_NAME
    WHEN 'workspaces' THEN "changed_id" := OLD."id";
    WHEN 'api_keys' THEN "changed_id" := OLD."workspace_id";
    ELSE SELECT "workspace_id" INTO "changed_id" FROM "api_keys" WHERE "id" = OLD."api_key_id";
  END CASE;
  -- One new version is enough for a transaction with many changes.
  UPDATE "workspace_versions" SET "version" = gen_random_uuid()
    WHERE "workspace_id" = "changed_id" AND "xmin" <> pg_current_xact_id()::xid;
  RETURN NULL;
END
$$;

-- The triggers run at the commit, so that the version is the last row that a transaction locks: nothing that holds it waits
-- for a key or a workspace. They leave out the columns that calls themselves write.
CREATE CONSTRAINT TRIGGER "api_keys_change_version"
  AFTER DELETE OR UPDATE OF "id", "workspace_id", "environment", "number", "label", "purpose", "scopes",
    "creation_token", "created_by_id", "created_by_key_id", "created_at", "expires_at", "disabled_at", "revoked_at",
    "revoked_by_id", "revoked_by_key_id", "secret_length", "rate_limit", "signing_required", "sealed_signing_secret",
    "allowlist", "spend_per_day", "spend_per_month", "countries", "senders"
  ON "api_keys" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION "change_version"();

CREATE CONSTRAINT TRIGGER "api_key_secrets_change_version"
  AFTER DELETE OR UPDATE OF "id", "api_key_id", "hash", "masked", "sealed", "created_at", "ends_at", "replaced_at",
    "retired_at"
  ON "api_key_secrets" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION "change_version"();

CREATE CONSTRAINT TRIGGER "workspaces_change_version"
  AFTER UPDATE OF "id", "name", "currency", "suspended_at", "created_at", "contact_email", "allowlist",
    "rate_limit_cap", "support_access", "support_acts_until", "low_balance", "sealed_callback_secret"
  ON "workspaces" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION "change_version"();
