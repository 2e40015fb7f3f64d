-- Foreign keys would keep partitions of messages from being dropped (docs/decisions/0059). The ledger keeps the ids of
-- messages, and a trigger keeps the messages that it has. A transaction of its own, so that messages are sent while the
-- migration after it checks the rows. Sends lock the tables in the same order.
LOCK TABLE "messages", "ledger_entries", "verifications" IN ACCESS EXCLUSIVE MODE;
ALTER TABLE "ledger_entries" DROP CONSTRAINT "ledger_entries_message_id_fkey";
ALTER TABLE "verifications" DROP CONSTRAINT "verifications_message_id_fkey";

CREATE FUNCTION "keep_charged_message"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM "ledger_entries" WHERE "charge_kind" = 'message' AND "reference" = OLD."id") THEN
    RAISE EXCEPTION '% refused: the ledger refers to message %, like a foreign key', TG_OP, OLD."id"
      USING ERRCODE = 'foreign_key_violation', TABLE = TG_TABLE_NAME;
  END IF;
  RETURN OLD;
END
$$;
CREATE TRIGGER "messages_in_ledger" BEFORE DELETE ON "messages" FOR EACH ROW EXECUTE FUNCTION "keep_charged_message"();
CREATE TRIGGER "messages_not_truncated" BEFORE TRUNCATE ON "messages" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

SELECT "bound_rows"('messages', 'created_at', 'month');
