SELECT "prepare_partitions"('impersonated_requests', 'at');
