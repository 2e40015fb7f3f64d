-- When the member hid the first steps of the overview.
ALTER TABLE "memberships" ADD COLUMN "first_steps_dismissed_at" TIMESTAMPTZ(3);

-- Finds the keys that expire soon among many that do not.
CREATE INDEX "api_keys_expiring_idx" ON "api_keys" ("workspace_id", "expires_at")
  WHERE "revoked_at" IS NULL AND "expires_at" IS NOT NULL;
