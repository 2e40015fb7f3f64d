-- Calls are counted meanwhile.
SELECT "prepare_partitions"('api_key_usage', 'hour');
SELECT "prepare_partitions"('api_key_daily_usage', 'day');
SELECT "prepare_partitions"('api_key_secret_usage', 'hour');
SELECT "prepare_partitions"('api_key_address_usage', 'day');
SELECT "prepare_partitions"('api_key_position_usage', 'day');
SELECT "prepare_partitions"('api_key_destinations', 'day');
