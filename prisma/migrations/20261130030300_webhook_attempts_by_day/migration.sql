SELECT "partition_by_time"('webhook_attempts', 'delivery_created_at');
