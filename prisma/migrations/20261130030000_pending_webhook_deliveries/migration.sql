-- What is pending is in a small table of its own, so that events, deliveries and attempts can be partitioned by the time of the
-- event (docs/decisions/0060). A transaction of its own, so that events are recorded while the migration after it checks the
-- rows. Others lock the tables in other orders, so that it gives up before a call would fail for a deadlock.
SELECT "lock_with_referenced"('webhook_deliveries');
SET LOCAL lock_timeout TO '200ms';
LOCK TABLE "webhook_attempts" IN ACCESS EXCLUSIVE MODE;

-- Foreign keys would keep partitions from being dropped. Triggers do what they did when a row is deleted.
ALTER TABLE "webhook_deliveries" DROP CONSTRAINT "webhook_deliveries_event_id_fkey";
ALTER TABLE "webhook_attempts" DROP CONSTRAINT "webhook_attempts_delivery_id_fkey";

-- When the event happened: what attempts are partitioned by. The default is the time of attempts from before, and of those
-- that the worker of the version before records. They are in the first partition, and deleted with their delivery.
ALTER TABLE "webhook_attempts"
  ADD COLUMN "delivery_created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT '1970-01-01 00:00:00+00';

CREATE TABLE "pending_webhook_deliveries" (
    "delivery_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "event_id" TEXT NOT NULL,
    "queue" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "position" BIGINT NOT NULL,
    "next_attempt_at" TIMESTAMPTZ(3),
    "claimed_until" TIMESTAMPTZ(3),

    CONSTRAINT "pending_webhook_deliveries_pkey" PRIMARY KEY ("delivery_id")
);

-- Its rows live for moments. The usual share of a table that was large once would be reached too late.
ALTER TABLE "pending_webhook_deliveries"
  SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000);

-- What is due in a queue, and which queues have something pending.
CREATE INDEX "pending_webhook_deliveries_queue_next_attempt_at_position_idx"
  ON "pending_webhook_deliveries"("queue", "next_attempt_at", "position");

-- Whether an earlier delivery of the same subject is pending.
CREATE INDEX "pending_webhook_deliveries_queue_subject_position_idx"
  ON "pending_webhook_deliveries"("queue", "subject", "position");

-- Whether an event is still needed.
CREATE INDEX "pending_webhook_deliveries_event_id_idx" ON "pending_webhook_deliveries"("event_id");

-- What is being sent.
CREATE INDEX "pending_webhook_deliveries_claimed_idx" ON "pending_webhook_deliveries"("queue", "claimed_until")
  WHERE "claimed_until" IS NOT NULL;

-- What is from before a time.
CREATE INDEX "pending_webhook_deliveries_created_at_idx" ON "pending_webhook_deliveries"("created_at");

-- Test events, which wait for nothing.
CREATE INDEX "pending_webhook_deliveries_test_idx" ON "pending_webhook_deliveries"("next_attempt_at")
  WHERE "subject" = "event_id";

-- A trigger, so that the deliveries of the version before are found, too, and nothing is pending that has no row.
CREATE FUNCTION "keep_pending_webhook_delivery"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."state" = 'pending' THEN
    INSERT INTO "pending_webhook_deliveries"
      ("delivery_id", "created_at", "event_id", "queue", "subject", "position", "next_attempt_at", "claimed_until")
    VALUES (NEW."id", NEW."created_at", NEW."event_id", NEW."queue", NEW."subject", NEW."position", NEW."next_attempt_at",
      NEW."claimed_until")
    ON CONFLICT ("delivery_id") DO UPDATE
      SET "next_attempt_at" = EXCLUDED."next_attempt_at", "claimed_until" = EXCLUDED."claimed_until";
  ELSE
    DELETE FROM "pending_webhook_deliveries" WHERE "delivery_id" = NEW."id";
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER "webhook_deliveries_inserted" AFTER INSERT ON "webhook_deliveries"
  FOR EACH ROW WHEN (NEW."state" = 'pending') EXECUTE FUNCTION "keep_pending_webhook_delivery"();
CREATE TRIGGER "webhook_deliveries_updated" AFTER UPDATE ON "webhook_deliveries"
  FOR EACH ROW WHEN (OLD."state" = 'pending' OR NEW."state" = 'pending') EXECUTE FUNCTION "keep_pending_webhook_delivery"();

-- The statements are planned each time: the best plan depends on how many rows were deleted, and the times tell in which
-- partitions the others are.
CREATE FUNCTION "delete_with_webhook_events"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  "first" timestamptz;
  "last" timestamptz;
BEGIN
  SELECT min("created_at"), max("created_at") INTO "first", "last" FROM "deleted";
  EXECUTE 'DELETE FROM "webhook_deliveries" "delivery" USING "deleted"
    WHERE "delivery"."event_id" = "deleted"."id" AND "delivery"."created_at" = "deleted"."created_at"
      AND "delivery"."created_at" >= $1 AND "delivery"."created_at" <= $2'
    USING "first", "last";
  RETURN NULL;
END
$$;
CREATE TRIGGER "webhook_events_deleted" AFTER DELETE ON "webhook_events"
  REFERENCING OLD TABLE AS "deleted" FOR EACH STATEMENT EXECUTE FUNCTION "delete_with_webhook_events"();

CREATE FUNCTION "delete_with_webhook_deliveries"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  "first" timestamptz;
  "last" timestamptz;
BEGIN
  SELECT min("created_at"), max("created_at") INTO "first", "last" FROM "deleted";
  EXECUTE 'DELETE FROM "pending_webhook_deliveries" "pending" USING "deleted" WHERE "pending"."delivery_id" = "deleted"."id"';
  EXECUTE 'DELETE FROM "webhook_attempts" "attempt" USING "deleted" WHERE "attempt"."delivery_id" = "deleted"."id"
    AND ("attempt"."delivery_created_at" >= $1 AND "attempt"."delivery_created_at" <= $2
      OR "attempt"."delivery_created_at" = ''1970-01-01 00:00:00+00'')'
    USING "first", "last";
  RETURN NULL;
END
$$;
CREATE TRIGGER "webhook_deliveries_deleted" AFTER DELETE ON "webhook_deliveries"
  REFERENCING OLD TABLE AS "deleted" FOR EACH STATEMENT EXECUTE FUNCTION "delete_with_webhook_deliveries"();

-- An id that tells its time: a UUID of version 7 (RFC 9562) in hexadecimal digits.
CREATE FUNCTION "new_id_at"("kind" text, "at" timestamptz) RETURNS text LANGUAGE sql VOLATILE AS $$
  SELECT "kind" || '_' || lpad(to_hex(floor(extract(epoch FROM "at") * 1000)::bigint), 12, '0') || '7'
    || substr(replace(gen_random_uuid()::text, '-', ''), 14)
$$;

-- Drops a partition of deliveries, attempts or events, like "drop_partition", which has the rows from before a time. Pending
-- deliveries stay, and so do the attempts and events of deliveries that are still there, finished or not. Their place is then
-- the partition for all other times. Deliveries are dropped first, so that nothing stays without them.
CREATE FUNCTION "drop_webhook_partition"("table_name" text, "partition" text, "before" timestamptz) RETURNS void
LANGUAGE plpgsql SET lock_timeout TO '1s' AS $$
BEGIN
  -- Before the check, because another worker can drop it. Nothing becomes pending while it is locked.
  EXECUTE format('LOCK TABLE %I IN ACCESS EXCLUSIVE MODE', "table_name");
  IF NOT EXISTS (
    SELECT FROM pg_inherits
    WHERE "inhparent" = quote_ident("table_name")::regclass AND "inhrelid" = to_regclass(quote_ident("partition"))
  ) THEN
    RETURN;
  END IF;
  EXECUTE format(
    'CREATE TEMP TABLE "kept_rows" AS SELECT * FROM %I WHERE %I = ANY(ARRAY(SELECT %I FROM %I WHERE "created_at" < %L))',
    "partition",
    CASE "table_name" WHEN 'webhook_attempts' THEN 'delivery_id' ELSE 'id' END,
    CASE "table_name" WHEN 'webhook_deliveries' THEN 'delivery_id' WHEN 'webhook_attempts' THEN 'id' ELSE 'event_id' END,
    CASE "table_name" WHEN 'webhook_deliveries' THEN 'pending_webhook_deliveries' ELSE 'webhook_deliveries' END,
    "before"
  );
  EXECUTE format('DROP TABLE %I', "partition");
  EXECUTE format('INSERT INTO %I SELECT * FROM "kept_rows"', "table_name");
  DROP TABLE "kept_rows";
END
$$;

SELECT "bound_rows"('webhook_events', 'created_at', 'day');
SELECT "bound_rows"('webhook_deliveries', 'created_at', 'day');
SELECT "bound_rows"('webhook_attempts', 'delivery_created_at', 'day');
