-- What was pending before there were triggers. It locks these rows instead of the table, so that others are recorded meanwhile.
-- After another transaction has finished one, its state is checked again. What a trigger has written is newer. It gives up
-- before a call would fail for a deadlock.
SET LOCAL lock_timeout TO '200ms';
INSERT INTO "pending_webhook_deliveries"
  ("delivery_id", "created_at", "event_id", "queue", "subject", "position", "next_attempt_at", "claimed_until")
SELECT "id", "created_at", "event_id", "queue", "subject", "position", "next_attempt_at", "claimed_until"
FROM "webhook_deliveries" WHERE "state" = 'pending'
FOR SHARE
ON CONFLICT ("delivery_id") DO NOTHING;
