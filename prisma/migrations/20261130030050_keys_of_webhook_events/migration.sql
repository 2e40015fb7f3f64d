-- The keys become the id and the time, each in a transaction of its own, because what writes to the table waits meanwhile.
SELECT "prepare_partitions"('webhook_events', 'created_at');
