-- The successful calls of each key by their position in the minute of the rate limit, so that people see what another rate
-- limit would refuse.
CREATE TABLE "api_key_position_usage" (
  "api_key_id" TEXT NOT NULL REFERENCES "api_keys" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "day" DATE NOT NULL,
  "calls" INTEGER[] NOT NULL,
  CONSTRAINT "api_key_position_usage_pkey" PRIMARY KEY ("api_key_id", "day")
) WITH (fillfactor = 70);

CREATE INDEX "api_key_position_usage_day_idx" ON "api_key_position_usage" ("day");
