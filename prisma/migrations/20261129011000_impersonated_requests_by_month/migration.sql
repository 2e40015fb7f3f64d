SELECT "partition_by_time"('impersonated_requests', 'at');
