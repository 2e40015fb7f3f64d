-- Support searches for the request id of a refused call.
CREATE INDEX "key_refusals_request_id_idx" ON "key_refusals" ("request_id");
