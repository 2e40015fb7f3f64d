-- Which secrets a person has seen, for the day they leave.
CREATE INDEX audit_events_secrets_seen ON audit_events (workspace_id, actor_id)
  WHERE action IN ('api_key.create', 'api_key.rotate', 'api_key.reveal');
