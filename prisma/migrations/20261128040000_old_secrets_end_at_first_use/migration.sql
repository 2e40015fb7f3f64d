-- Whether the first call with the current secret of the key ends this old one.
ALTER TABLE "api_key_secrets" ADD COLUMN "ends_at_first_use" BOOLEAN NOT NULL DEFAULT false;

DROP TRIGGER "api_key_secrets_change_version" ON "api_key_secrets";

CREATE CONSTRAINT TRIGGER "api_key_secrets_change_version"
  AFTER DELETE OR UPDATE OF "id", "api_key_id", "hash", "masked", "sealed", "created_at", "ends_at", "replaced_at",
    "retired_at", "ends_at_first_use"
  ON "api_key_secrets" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION "change_version"();
