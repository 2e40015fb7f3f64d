-- The successful calls of each key by address, because an entry of an allowlist can be narrower than an IPv6 network of 64 bits.
-- During a rolling upgrade, gateways of the version before still write to "api_key_network_usage", so it stays as it is. A later
-- release drops it.
CREATE TABLE "api_key_address_usage" (
  "api_key_id" TEXT NOT NULL REFERENCES "api_keys" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "day" DATE NOT NULL,
  "network" INET NOT NULL,
  "address" INET NOT NULL,
  "calls" INTEGER NOT NULL,
  CONSTRAINT "api_key_address_usage_pkey" PRIMARY KEY ("api_key_id", "day", "network", "address")
);

CREATE INDEX "api_key_address_usage_day_idx" ON "api_key_address_usage" ("day");

-- Which addresses of an IPv6 network called before is not known.
INSERT INTO "api_key_address_usage" ("api_key_id", "day", "network", "address", "calls")
SELECT "api_key_id", "day", "network", CASE family("network") WHEN 6 THEN "network" ELSE "address" END, "calls"
FROM "api_key_network_usage";
