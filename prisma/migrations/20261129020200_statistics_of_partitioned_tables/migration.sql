-- PostgreSQL gathers statistics of partitions by itself, but not of tables that have partitions.
ANALYZE "key_refusals";
ANALYZE "api_key_usage";
ANALYZE "api_key_daily_usage";
ANALYZE "api_key_secret_usage";
ANALYZE "api_key_address_usage";
ANALYZE "api_key_position_usage";
ANALYZE "api_key_destinations";
ANALYZE "audit_events";
ANALYZE "impersonated_requests";
ANALYZE "messages";
