SELECT "partition_by_time"('api_key_secret_usage', 'hour');
