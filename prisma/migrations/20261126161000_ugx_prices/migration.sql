-- A default price list in Ugandan shillings, unless the operator has one.
INSERT INTO "prices" ("currency", "channel", "destination", "amount")
SELECT 'UGX', 'sms', "destination", "amount"
FROM (VALUES ('256', 35000000), ('254', 60000000), ('250', 90000000), ('255', 110000000), ('*', 300000000))
  AS "defaults" ("destination", "amount")
WHERE NOT EXISTS (SELECT 1 FROM "prices" WHERE "currency" = 'UGX');
