-- A default price list in Ghanaian cedis, in millionths, unless the operator has one. A call costs what two segments of an
-- SMS cost.
INSERT INTO "prices" ("currency", "channel", "destination", "amount")
SELECT 'GHS', "channel", "destination", "amount" * "segments"
FROM (VALUES ('233', 35000), ('234', 90000), ('1', 120000), ('44', 500000), ('*', 1000000))
  AS "defaults" ("destination", "amount"),
  (VALUES ('sms'::"Channel", 1), ('voice'::"Channel", 2)) AS "channels" ("channel", "segments")
WHERE NOT EXISTS (SELECT 1 FROM "prices" WHERE "currency" = 'GHS');
