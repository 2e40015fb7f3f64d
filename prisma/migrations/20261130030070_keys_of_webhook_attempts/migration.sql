SELECT "prepare_partitions"('webhook_attempts', 'delivery_created_at');
