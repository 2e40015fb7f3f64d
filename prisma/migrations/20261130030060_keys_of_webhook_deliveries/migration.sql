SELECT "prepare_partitions"('webhook_deliveries', 'created_at');
