-- PostgreSQL gathers statistics of partitions by itself, but not of tables that have partitions.
ANALYZE "webhook_events";
ANALYZE "webhook_deliveries";
ANALYZE "webhook_attempts";
