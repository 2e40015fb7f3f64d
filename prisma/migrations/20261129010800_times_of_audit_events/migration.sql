-- In a transaction of its own, so that events are recorded while the migrations after it check the rows.
SELECT "bound_rows"('audit_events', 'created_at', 'month');
SELECT "bound_rows"('impersonated_requests', 'at', 'month');
