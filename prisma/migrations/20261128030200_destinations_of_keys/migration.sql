-- The numbers that each key called or looked up, by country, so that people see what other countries would refuse.
CREATE TABLE "api_key_destinations" (
  "api_key_id" TEXT NOT NULL REFERENCES "api_keys" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "day" DATE NOT NULL,
  "country" TEXT NOT NULL,
  "numbers" INTEGER NOT NULL,
  CONSTRAINT "api_key_destinations_pkey" PRIMARY KEY ("api_key_id", "day", "country")
) WITH (fillfactor = 70);

CREATE INDEX "api_key_destinations_day_idx" ON "api_key_destinations" ("day");

-- The countries of numbers that were looked up before are not stored.
INSERT INTO "api_key_destinations" ("api_key_id", "day", "country", "numbers")
SELECT "api_key_id", ("created_at" AT TIME ZONE 'UTC')::date, COALESCE("country", ''), count(*)
FROM "voice_calls" WHERE "created_at" > now() - interval '7 days'
GROUP BY 1, 2, 3;
