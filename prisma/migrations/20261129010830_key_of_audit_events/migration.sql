SELECT "prepare_partitions"('audit_events', 'created_at');
