SELECT "partition_by_time"('webhook_deliveries', 'created_at');
-- PostgreSQL gathers statistics of partitions by itself, but not of tables that have partitions.
ANALYZE "webhook_deliveries";
