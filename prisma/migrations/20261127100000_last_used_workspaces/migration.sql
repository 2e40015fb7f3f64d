-- A person signs in to the workspace that they used last.
ALTER TABLE "memberships" ADD COLUMN "last_used_at" TIMESTAMPTZ(3);
