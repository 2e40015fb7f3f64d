-- They are kept for 30 days, and dropped day by day.
SELECT "partition_by_time"('key_refusals', 'at');
