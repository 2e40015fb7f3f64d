-- Nothing drops their partitions. An operator can move old ones elsewhere (docs/partitions.md).
SELECT "partition_by_time"('audit_events', 'created_at');
