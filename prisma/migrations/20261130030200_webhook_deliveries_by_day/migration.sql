SELECT "partition_by_time"('webhook_deliveries', 'created_at');
