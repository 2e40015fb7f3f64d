-- The key becomes the id and the time.
SELECT "partition_by_time"('messages', 'created_at');
