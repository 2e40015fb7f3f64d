-- The counts of hours are kept for 13 months, those of days without an end.
SELECT "partition_by_time"('api_key_usage', 'hour');
