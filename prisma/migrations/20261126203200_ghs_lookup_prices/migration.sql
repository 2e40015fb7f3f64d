-- Default prices in Ghanaian cedis, in the proportion of the other currencies: a lookup costs a tenth of a message to other
-- destinations, the check of an email address a twentieth.
INSERT INTO "prices" ("currency", "channel", "destination", "amount")
SELECT 'GHS', "defaults"."channel", '*', "sms"."amount" / "divisor"
FROM "prices" AS "sms", (VALUES ('lookup'::"Channel", 10), ('email'::"Channel", 20)) AS "defaults" ("channel", "divisor")
WHERE "sms"."currency" = 'GHS' AND "sms"."channel" = 'sms' AND "sms"."destination" = '*' AND "sms"."network" = ''
ON CONFLICT DO NOTHING;
