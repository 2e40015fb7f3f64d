-- Rejected calls from one /64 of IPv6 are one group, because a client can use any address in it.
ALTER TABLE "key_refusal_groups" ADD COLUMN "last_address" TEXT;
UPDATE "key_refusal_groups" SET "last_address" = "address";

CREATE TABLE "refusal_networks" AS
SELECT "id", first_value("id") OVER (
    PARTITION BY "api_key_id", "code", "operation", "network", "cause" ORDER BY "last_at" DESC, "id"
  ) AS "kept_id", "network", "calls", "first_at"
FROM (
  SELECT *, network(set_masklen("address"::inet, 64))::text AS "network"
  FROM "key_refusal_groups" WHERE "address" LIKE '%:%'
) AS "ipv6";

ALTER TABLE "key_refusals" DISABLE TRIGGER "key_refusals_unchanged";
UPDATE "key_refusals" AS refusal SET "group_id" = moved."kept_id"
FROM "refusal_networks" AS moved
WHERE moved."id" = refusal."group_id" AND moved."id" <> moved."kept_id";
ALTER TABLE "key_refusals" ENABLE TRIGGER "key_refusals_unchanged";

DELETE FROM "key_refusal_groups" USING "refusal_networks" AS moved
WHERE moved."id" = "key_refusal_groups"."id" AND moved."id" <> moved."kept_id";

UPDATE "key_refusal_groups" AS grouped SET
  "address" = merged."network", "calls" = merged."calls", "first_at" = merged."first_at"
FROM (
  SELECT "kept_id", min("network") AS "network", sum("calls") AS "calls", min("first_at") AS "first_at"
  FROM "refusal_networks" GROUP BY "kept_id"
) AS merged
WHERE merged."kept_id" = grouped."id";

DROP TABLE "refusal_networks";
