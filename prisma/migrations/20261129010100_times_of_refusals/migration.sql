-- In a transaction of its own, so that calls are recorded while the migration after it checks the rows.
SELECT "bound_rows"('key_refusals', 'at', 'day');
