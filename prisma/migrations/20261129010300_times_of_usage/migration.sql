-- In a transaction of its own, so that calls are counted while the migrations after it check the rows. The tables are in the
-- order in which a batch of counts is written.
SELECT "bound_rows"('api_key_usage', 'hour', 'month');
SELECT "bound_rows"('api_key_daily_usage', 'day', 'month');
SELECT "bound_rows"('api_key_secret_usage', 'hour', 'month');
SELECT "bound_rows"('api_key_address_usage', 'day', 'day');
SELECT "bound_rows"('api_key_position_usage', 'day', 'day');
SELECT "bound_rows"('api_key_destinations', 'day', 'day');
