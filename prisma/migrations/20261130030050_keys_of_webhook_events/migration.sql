-- The keys become the id and the time.
SELECT "prepare_partitions"('webhook_events', 'created_at');
SELECT "prepare_partitions"('webhook_deliveries', 'created_at');
SELECT "prepare_partitions"('webhook_attempts', 'delivery_created_at');
