-- The signing secret that a newer one replaced, while signatures of both are accepted.
CREATE TABLE "old_signing_secrets" (
    "id" TEXT NOT NULL,
    "api_key_id" TEXT NOT NULL,
    "sealed" BYTEA NOT NULL,
    "replaced_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3),
    "ends_at_first_use" BOOLEAN NOT NULL,
    "old_calls" BIGINT NOT NULL DEFAULT 0,
    "old_used_at" TIMESTAMPTZ(3),
    "new_calls" BIGINT NOT NULL DEFAULT 0,
    "new_used_at" TIMESTAMPTZ(3),
    "successor_hash" BYTEA NOT NULL,

    CONSTRAINT "old_signing_secrets_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "old_signing_secrets_api_key_id_key" ON "old_signing_secrets"("api_key_id");

ALTER TABLE "old_signing_secrets" ADD CONSTRAINT "old_signing_secrets_api_key_id_fkey" FOREIGN KEY ("api_key_id")
  REFERENCES "api_keys"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A new row comes with a change of its key, which gives the workspace a new version. Calls write the other columns.
CREATE CONSTRAINT TRIGGER "old_signing_secrets_change_version"
  AFTER DELETE OR UPDATE OF "id", "api_key_id", "sealed", "replaced_at", "ends_at", "ends_at_first_use",
    "successor_hash"
  ON "old_signing_secrets" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION "change_version"();

-- An old signing secret ends when its successor is replaced, also by a server of the version before, which runs during an
-- upgrade and does not know old ones. A row that names the new successor stays.
CREATE FUNCTION "delete_old_signing_secret"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "old_signing_secrets"
  WHERE "api_key_id" = NEW."id" AND "successor_hash" IS DISTINCT FROM sha256(NEW."sealed_signing_secret");
  RETURN NULL;
END $$;

CREATE TRIGGER "api_keys_delete_old_signing_secret"
  AFTER UPDATE OF "sealed_signing_secret" ON "api_keys"
  FOR EACH ROW WHEN (NEW."sealed_signing_secret" IS DISTINCT FROM OLD."sealed_signing_secret")
  EXECUTE FUNCTION "delete_old_signing_secret"();
