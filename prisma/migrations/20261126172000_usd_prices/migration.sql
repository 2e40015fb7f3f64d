-- Default prices in US dollars, in millionths. An operator imports others with `npm run prices`.
INSERT INTO "prices" ("currency", "channel", "destination", "amount")
SELECT 'USD', 'sms', "destination", "amount"
FROM (VALUES ('1', 10000), ('27', 25000), ('44', 45000), ('233', 40000), ('234', 35000), ('250', 45000), ('254', 30000),
  ('255', 40000), ('256', 35000), ('*', 100000))
  AS "defaults" ("destination", "amount")
WHERE NOT EXISTS (SELECT 1 FROM "prices" WHERE "currency" = 'USD');
