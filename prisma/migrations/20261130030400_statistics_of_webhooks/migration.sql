-- PostgreSQL gathers statistics of partitions by itself, but not of tables that have partitions. The small table is new.
ANALYZE "webhook_events";
ANALYZE "webhook_deliveries";
ANALYZE "webhook_attempts";
ANALYZE "pending_webhook_deliveries";
