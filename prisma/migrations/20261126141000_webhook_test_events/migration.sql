-- Spelled as for messages.
ALTER TYPE "WebhookDeliveryState" RENAME VALUE 'cancelled' TO 'canceled';

-- Test events, which wait for nothing.
CREATE INDEX "webhook_deliveries_test_idx" ON "webhook_deliveries"("next_attempt_at")
  WHERE "state" = 'pending' AND "subject" = "event_id";
