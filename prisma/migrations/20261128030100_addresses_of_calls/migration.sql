-- An entry of an allowlist can be narrower than an IPv6 network of 64 bits, so calls are counted by address. Which addresses
-- of a network called before is not known.
UPDATE "api_key_network_usage" SET "address" = "network" WHERE family("network") = 6;
ALTER TABLE "api_key_network_usage"
  DROP CONSTRAINT "api_key_network_usage_pkey",
  ADD CONSTRAINT "api_key_network_usage_pkey" PRIMARY KEY ("api_key_id", "day", "network", "address");
