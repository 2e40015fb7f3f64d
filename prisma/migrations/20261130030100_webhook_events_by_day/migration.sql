SELECT "partition_by_time"('webhook_events', 'created_at');
