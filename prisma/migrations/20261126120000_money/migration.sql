-- Amounts become millionths of the currency unit. They were integers in the currency's smallest unit, whose number of
-- decimals is the one that Keydesk showed amounts with (CLDR). No process may write an amount in the old unit meanwhile.
LOCK TABLE "workspaces", "api_keys", "api_key_spend", "messages", "ledger_entries" IN ACCESS EXCLUSIVE MODE;

CREATE FUNCTION "to_millionths"("amount" bigint, "currency" text) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
  SELECT "amount" * CASE
    WHEN upper("currency") IN (
      'AFN', 'ALL', 'BIF', 'CLP', 'COP', 'DJF', 'GNF', 'HUF', 'IDR', 'IQD', 'IRR', 'ISK', 'JPY', 'KMF', 'KPW', 'KRW', 'LAK',
      'LBP', 'MGA', 'MMK', 'PKR', 'PYG', 'RWF', 'SLL', 'SOS', 'SYP', 'UGX', 'UYI', 'VND', 'VUV', 'XAF', 'XOF', 'XPF', 'YER'
    ) THEN 1000000
    WHEN upper("currency") IN ('BHD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') THEN 1000
    WHEN upper("currency") IN ('CLF', 'UYW') THEN 100
    ELSE 10000
  END
$$;

-- The ledger knows charges of any kind, not only messages.
ALTER TYPE "LedgerKind" RENAME VALUE 'message' TO 'charge';

-- CreateEnum
CREATE TYPE "ChargeKind" AS ENUM ('message');

-- AlterTable
ALTER TABLE "ledger_entries" ADD COLUMN "charge_kind" "ChargeKind",
ADD COLUMN "reference" TEXT;

-- Entries are never changed, except by this conversion.
ALTER TABLE "ledger_entries" DISABLE TRIGGER "ledger_entries_append_only";

UPDATE "ledger_entries" SET
  "amount" = "to_millionths"("ledger_entries"."amount", "workspaces"."currency"),
  "charge_kind" = CASE WHEN "message_id" IS NOT NULL THEN 'message'::"ChargeKind" END,
  "reference" = "message_id"
FROM "workspaces" WHERE "workspaces"."id" = "ledger_entries"."workspace_id";

ALTER TABLE "ledger_entries" ENABLE TRIGGER "ledger_entries_append_only";

UPDATE "messages" SET "price" = "to_millionths"("price", "workspaces"."currency")
FROM "workspaces" WHERE "workspaces"."id" = "messages"."workspace_id";

UPDATE "api_key_spend" SET "amount" = "to_millionths"("amount", "workspaces"."currency")
FROM "api_keys" JOIN "workspaces" ON "workspaces"."id" = "api_keys"."workspace_id"
WHERE "api_keys"."id" = "api_key_spend"."api_key_id";

UPDATE "api_keys" SET
  "spend_per_day" = "to_millionths"("spend_per_day", "workspaces"."currency"),
  "spend_per_month" = "to_millionths"("spend_per_month", "workspaces"."currency")
FROM "workspaces"
WHERE "workspaces"."id" = "api_keys"."workspace_id"
  AND ("spend_per_day" IS NOT NULL OR "spend_per_month" IS NOT NULL);

UPDATE "workspaces" SET
  "live_balance" = "to_millionths"("live_balance", "currency"),
  "sandbox_balance" = "to_millionths"("sandbox_balance", "currency");

-- CreateEnum
CREATE TYPE "Channel" AS ENUM ('sms');

-- CreateTable
CREATE TABLE "prices" (
    "currency" CHAR(3) NOT NULL,
    "channel" "Channel" NOT NULL,
    "destination" TEXT NOT NULL,
    "network" TEXT NOT NULL DEFAULT '',
    "amount" BIGINT NOT NULL,

    CONSTRAINT "prices_pkey" PRIMARY KEY ("currency","channel","destination","network"),
    CONSTRAINT "prices_amount_check" CHECK ("amount" >= 0)
);

-- The prices so far, which were the same number of smallest units in every currency.
INSERT INTO "prices" ("currency", "channel", "destination", "amount")
SELECT "currencies"."currency", 'sms', "destination", "to_millionths"("smallest_units", "currencies"."currency")
FROM (SELECT 'EUR' AS "currency" UNION SELECT "currency" FROM "workspaces") AS "currencies",
  (VALUES ('1', 1), ('31', 8), ('32', 7), ('33', 6), ('34', 5), ('39', 6), ('44', 4), ('46', 5), ('48', 3), ('49', 8),
    ('61', 4), ('91', 2), ('*', 10)) AS "defaults" ("destination", "smallest_units");

DROP FUNCTION "to_millionths";

-- DropIndex
DROP INDEX "ledger_entries_message_id_kind_key";

-- CreateIndex
CREATE UNIQUE INDEX "ledger_entries_reference_charge_kind_kind_key" ON "ledger_entries"("reference", "charge_kind", "kind");

-- A charge, and its refund, say what they are for. A message that was paid for exists.
ALTER TABLE "ledger_entries"
  ADD CONSTRAINT "ledger_entries_reference_check" CHECK (
    ("kind" = 'credit') = ("charge_kind" IS NULL) AND ("charge_kind" IS NULL) = ("reference" IS NULL)
  ),
  ADD CONSTRAINT "ledger_entries_message_check" CHECK (
    "message_id" IS NOT DISTINCT FROM CASE WHEN "charge_kind" = 'message' THEN "reference" END
  );
