-- What rehearsals read is dropped day by day.
SELECT "partition_by_time"('api_key_address_usage', 'day');
SELECT "partition_by_time"('api_key_position_usage', 'day');
SELECT "partition_by_time"('api_key_destinations', 'day');
