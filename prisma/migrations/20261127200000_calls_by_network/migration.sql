-- The successful calls of each key by network, so that people see what an allowlist would refuse.
CREATE TABLE "api_key_network_usage" (
  "api_key_id" TEXT NOT NULL REFERENCES "api_keys" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "day" DATE NOT NULL,
  "network" INET NOT NULL,
  "address" INET NOT NULL,
  "calls" INTEGER NOT NULL,
  CONSTRAINT "api_key_network_usage_pkey" PRIMARY KEY ("api_key_id", "day", "network")
);

CREATE INDEX "api_key_network_usage_day_idx" ON "api_key_network_usage" ("day");

-- How often a network was used before is not known. One call warns whoever wants to exclude it.
INSERT INTO "api_key_network_usage" ("api_key_id", "day", "network", "address", "calls")
SELECT "api_key_id", ("last_used_at" AT TIME ZONE 'UTC')::date, "network"::inet, host("network"::inet)::inet, 1
FROM "api_key_networks"
WHERE "network" ~ '^[0-9a-fA-F.:]+(/64)?$' AND "last_used_at" > now() - interval '30 days';
