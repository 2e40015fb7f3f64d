-- How often to remind to rotate a key. No call depends on it, so it gives the workspace no new version.
ALTER TABLE "api_keys" ADD COLUMN "remind_after_days" SMALLINT,
  ADD CONSTRAINT "api_keys_remind_after_days_check" CHECK ("remind_after_days" >= 0);

-- The job that sends the reminders reads only keys that have one.
CREATE INDEX "api_keys_reminders" ON "api_keys"("remind_after_days") WHERE "remind_after_days" > 0;
