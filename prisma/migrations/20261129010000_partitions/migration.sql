-- Tables that grow without an end are partitioned by time (docs/decisions/0058).

-- The tables that a table refers to, in the order of their creation. Statements that write rows have locked them before the
-- table.
CREATE FUNCTION "referenced_tables"("table_name" text) RETURNS regclass[] LANGUAGE sql STABLE AS $$
  SELECT ARRAY(
    SELECT DISTINCT "confrelid"::regclass FROM pg_constraint
    WHERE "conrelid" = quote_ident("table_name")::regclass AND "contype" = 'f' ORDER BY 1
  )
$$;

-- Locks a table and those that it refers to, whose triggers for foreign keys change. It waits long only while it keeps nobody
-- from reading and writing: first until a vacuum ends, then for the first table. After that it fails before the second in which
-- PostgreSQL looks for a deadlock is over, so that no call fails instead.
CREATE FUNCTION "lock_with_referenced"("table_name" text) RETURNS void
LANGUAGE plpgsql SET lock_timeout TO '2s' AS $$
DECLARE
  "tables" CONSTANT regclass[] := "referenced_tables"("table_name") || quote_ident("table_name")::regclass;
  "item" regclass;
BEGIN
  FOREACH "item" IN ARRAY "tables" LOOP
    EXECUTE format('LOCK TABLE %s IN SHARE UPDATE EXCLUSIVE MODE', "item");
  END LOOP;
  FOREACH "item" IN ARRAY "tables" LOOP
    EXECUTE format('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE', "item");
    SET LOCAL lock_timeout TO '200ms';
  END LOOP;
END
$$;

-- Adds a partition for times from one to before another; without times, for all others. False: it is there, or rows of its time
-- are among the others, where they stay. It does not let others wait for long, and fails instead.
CREATE FUNCTION "make_partition"("table_name" text, "partition" text, "starts" text, "ends" text) RETURNS boolean
LANGUAGE plpgsql SET lock_timeout TO '1s' SET timezone TO 'UTC' AS $$
DECLARE
  "trigger" record;
  "referenced" regclass;
BEGIN
  EXECUTE format('LOCK TABLE %I IN SHARE UPDATE EXCLUSIVE MODE', "table_name");
  IF to_regclass(quote_ident("partition")) IS NOT NULL THEN
    RETURN false;
  END IF;
  -- Before the partition for all other times, which is locked below.
  FOREACH "referenced" IN ARRAY "referenced_tables"("table_name") LOOP
    EXECUTE format('LOCK TABLE %s IN SHARE ROW EXCLUSIVE MODE', "referenced");
  END LOOP;
  EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING CONSTRAINTS INCLUDING STORAGE)',
    "partition", "table_name")
    -- A table with partitions has no options of its own.
    || COALESCE((
      SELECT format(' WITH (%s)', array_to_string("reloptions", ', ')) FROM pg_inherits JOIN pg_class ON "oid" = "inhrelid"
      WHERE "inhparent" = quote_ident("table_name")::regclass AND "reloptions" IS NOT NULL LIMIT 1
    ), '');
  EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I ', "table_name", "partition")
    || CASE WHEN "starts" IS NULL THEN 'DEFAULT' ELSE format('FOR VALUES FROM (%L) TO (%L)', "starts", "ends") END;
  -- Triggers for each row come with the table; others only see statements that name their own table.
  FOR "trigger" IN
    SELECT pg_get_triggerdef("oid") AS "definition" FROM pg_trigger
    WHERE "tgrelid" = quote_ident("table_name")::regclass AND NOT "tgisinternal" AND "tgtype" & 1 = 0
      AND "tgname" <> 'refuse_delete_by_ctid'
  LOOP
    EXECUTE regexp_replace("trigger"."definition", ' ON (public\.)?\S+ ', format(' ON %I ', "partition"));
  END LOOP;
  RETURN true;
EXCEPTION WHEN check_violation THEN
  RETURN false;
END
$$;

-- Drops a partition with its rows. It does not let others wait for long, and fails instead.
CREATE FUNCTION "drop_partition"("table_name" text, "partition" text) RETURNS void
LANGUAGE plpgsql SET lock_timeout TO '1s' AS $$
BEGIN
  -- Before the check, because another worker can drop it.
  EXECUTE format('LOCK TABLE %I IN ACCESS EXCLUSIVE MODE', "table_name");
  IF EXISTS (
    SELECT FROM pg_inherits
    WHERE "inhparent" = quote_ident("table_name")::regclass AND "inhrelid" = to_regclass(quote_ident("partition"))
  ) THEN
    EXECUTE format('DROP TABLE %I', "partition");
  END IF;
END
$$;

-- The worker of the version before deletes rows by ctid, which is not unique in a table with partitions: it would delete rows
-- of others.
CREATE FUNCTION "refuse_delete_by_ctid"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Foreign keys that cascade are deeper, in statements of others.
  IF pg_trigger_depth() = 1 AND current_query() ~* '\mctid\M' THEN
    RAISE EXCEPTION 'ctid does not identify a row of %, which has partitions', TG_TABLE_NAME;
  END IF;
  RETURN NULL;
END
$$;

-- Refuses rows from after the end of the first partition, which the table becomes. In a transaction of its own, it waits for
-- nobody for long. The name of the check is that of the partition. If there are rows, it is far ahead, because the update can
-- stop before the table has partitions, and the version before goes on writing (docs/partitions.md).
CREATE FUNCTION "bound_rows"("table_name" text, "time_column" text, "period" text) RETURNS void
LANGUAGE plpgsql SET timezone TO 'UTC' AS $$
DECLARE
  "ahead" interval := '7 days';
  "has_rows" boolean;
  "until" date;
BEGIN
  IF EXISTS (
    SELECT FROM pg_constraint
    WHERE "conrelid" = quote_ident("table_name")::regclass AND "contype" = 'c' AND "conname" LIKE "table_name" || '\_until\_%'
  ) THEN
    RETURN;
  END IF;
  EXECUTE format('SELECT EXISTS (SELECT FROM %I)', "table_name") INTO "has_rows";
  IF "has_rows" THEN
    "ahead" := CASE "period" WHEN 'day' THEN interval '60 days' ELSE interval '1 year' END;
  END IF;
  "until" := date_trunc("period", now() + "ahead") + ('1 ' || "period")::interval;
  EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I CHECK (%I < %L) NOT VALID', "table_name",
    "table_name" || '_until_' || to_char("until", 'YYYYMMDD'), "time_column", "until" || ' 00:00:00+00');
END
$$;

-- Does what reads all rows of a table before it gets partitions, in a transaction of its own: checks their time, while others
-- write, and builds the key with the time if the key lacks it, while others read. They also write if an operator has built it
-- before (docs/partitions.md).
CREATE FUNCTION "prepare_partitions"("table_name" text, "time_column" text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  "old" CONSTANT regclass := quote_ident("table_name");
  "key" name[];
BEGIN
  EXECUTE (
    SELECT format('ALTER TABLE %I VALIDATE CONSTRAINT %I', "table_name", "conname") FROM pg_constraint
    WHERE "conrelid" = "old" AND "contype" = 'c' AND "conname" LIKE "table_name" || '\_until\_%'
  );
  "key" := ARRAY(
    SELECT "attname" FROM pg_constraint CROSS JOIN unnest("conkey") WITH ORDINALITY AS "part"("number", "place")
      JOIN pg_attribute ON "attrelid" = "conrelid" AND "attnum" = "part"."number"
    WHERE "conrelid" = "old" AND "contype" = 'p' ORDER BY "place"
  );
  IF "time_column"::name <> ALL("key") THEN
    EXECUTE format('CREATE UNIQUE INDEX IF NOT EXISTS %I ON %I (%s, %I)', "table_name" || '_with_time_key', "table_name",
      (SELECT string_agg(quote_ident("part"), ', ') FROM unnest("key") AS "part"), "time_column");
  END IF;
END
$$;

-- Makes a table the first partition of a new one, which gets its name, key, indexes, foreign keys and triggers. The rows stay
-- where they are, and "prepare_partitions" has read them, so that it is done at once.
CREATE FUNCTION "partition_by_time"("table_name" text, "time_column" text) RETURNS void
LANGUAGE plpgsql SET timezone TO 'UTC' AS $$
DECLARE
  "old" CONSTANT regclass := quote_ident("table_name");
  "new_key" CONSTANT text := "table_name" || '_with_time_key';
  "first" text;
  "definitions" text[];
  "definition" text;
  "item" record;
BEGIN
  PERFORM "lock_with_referenced"("table_name");
  SELECT "conname" INTO STRICT "first" FROM pg_constraint
    WHERE "conrelid" = "old" AND "contype" = 'c' AND "conname" LIKE "table_name" || '\_until\_%';
  IF to_regclass(quote_ident("new_key")) IS NOT NULL THEN
    EXECUTE format('ALTER TABLE %I DROP CONSTRAINT %I', "table_name", "table_name" || '_pkey');
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I PRIMARY KEY USING INDEX %I',
      "table_name", "table_name" || '_pkey', "new_key");
  END IF;

  "definitions" := ARRAY(
    SELECT pg_get_indexdef("indexrelid") FROM pg_index
    WHERE "indrelid" = "old" AND NOT "indisprimary"
      -- An index of the time alone finds old rows, which only the first partition needs.
      AND NOT ("indnatts" = 1 AND "indkey"[0] = (
        SELECT "attnum" FROM pg_attribute WHERE "attrelid" = "old" AND "attname" = "time_column"
      ))
  ) || ARRAY(
    SELECT format('ALTER TABLE %I ADD CONSTRAINT %I ', "table_name", "conname") || pg_get_constraintdef("oid")
    FROM pg_constraint WHERE "conrelid" = "old" AND "contype" IN ('p', 'f')
  ) || ARRAY(
    SELECT pg_get_triggerdef("oid") FROM pg_trigger WHERE "tgrelid" = "old" AND NOT "tgisinternal"
  );

  FOR "item" IN
    SELECT "tgname" AS "name" FROM pg_trigger WHERE "tgrelid" = "old" AND NOT "tgisinternal" AND "tgtype" & 1 = 1
  LOOP
    EXECUTE format('DROP TRIGGER %I ON %I', "item"."name", "table_name");
  END LOOP;
  FOR "item" IN
    SELECT "relname" AS "name" FROM pg_index JOIN pg_class ON pg_class."oid" = "indexrelid" WHERE "indrelid" = "old"
  LOOP
    EXECUTE format('ALTER INDEX %I RENAME TO %I', "item"."name", left(replace("item"."name", "table_name", "first"), 63));
  END LOOP;
  EXECUTE format('ALTER TABLE %I RENAME TO %I', "table_name", "first");

  EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING CONSTRAINTS INCLUDING STORAGE)'
    || ' PARTITION BY RANGE (%I)', "table_name", "first", "time_column");
  EXECUTE format('ALTER TABLE %I DROP CONSTRAINT %I', "table_name", "first");
  FOREACH "definition" IN ARRAY "definitions" LOOP
    EXECUTE "definition";
  END LOOP;
  FOR "item" IN
    SELECT "attname" AS "name", pg_get_serial_sequence(quote_ident("first"), "attname") AS "sequence"
    FROM pg_attribute WHERE "attrelid" = "old" AND "attnum" > 0 AND NOT "attisdropped"
  LOOP
    IF "item"."sequence" IS NOT NULL THEN
      EXECUTE format('ALTER SEQUENCE %s OWNED BY %I.%I', "item"."sequence", "table_name", "item"."name");
    END IF;
  END LOOP;

  EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (MINVALUE) TO (%L)',
    "table_name", "first", to_date(right("first", 8), 'YYYYMMDD') || ' 00:00:00+00');
  EXECUTE format('ALTER TABLE %I DROP CONSTRAINT %I', "first", "first");
  PERFORM "make_partition"("table_name", "table_name" || '_default', NULL, NULL);
  EXECUTE format('CREATE TRIGGER "refuse_delete_by_ctid" BEFORE DELETE ON %I FOR EACH STATEMENT'
    || ' EXECUTE FUNCTION "refuse_delete_by_ctid"()', "table_name");
END
$$;
