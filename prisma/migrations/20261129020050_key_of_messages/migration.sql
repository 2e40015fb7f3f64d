-- The key becomes the id and the time.
SELECT "prepare_partitions"('messages', 'created_at');
