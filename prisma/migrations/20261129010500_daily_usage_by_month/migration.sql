SELECT "partition_by_time"('api_key_daily_usage', 'day');
