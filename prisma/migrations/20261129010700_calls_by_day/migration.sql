-- What rehearsals read is dropped day by day, so that the indexes of days, which found old rows, are not needed.
DROP INDEX "api_key_address_usage_day_idx";
SELECT "partition_by_time"('api_key_address_usage', 'day');
DROP INDEX "api_key_position_usage_day_idx";
SELECT "partition_by_time"('api_key_position_usage', 'day');
DROP INDEX "api_key_destinations_day_idx";
SELECT "partition_by_time"('api_key_destinations', 'day');
