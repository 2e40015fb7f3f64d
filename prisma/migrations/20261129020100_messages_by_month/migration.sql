SELECT "partition_by_time"('messages', 'created_at');
