-- During an upgrade, processes of the earlier version store batches without a number. They lock the workspace, so two
-- batches never get the same number.
CREATE FUNCTION "number_message_batch"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT COALESCE(max("number"), 0) + 1 INTO NEW."number"
  FROM "message_batches" WHERE "workspace_id" = NEW."workspace_id";
  RETURN NEW;
END
$$;

CREATE TRIGGER "message_batches_number" BEFORE INSERT ON "message_batches"
FOR EACH ROW WHEN (NEW."number" IS NULL) EXECUTE FUNCTION "number_message_batch"();
