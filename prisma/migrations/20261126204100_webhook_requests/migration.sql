-- How an endpoint wants its deliveries, and a number for APIs that name endpoints by numbers.
CREATE TYPE "WebhookRequestFormat" AS ENUM ('form', 'query');

ALTER TABLE "webhook_endpoints"
  ADD COLUMN "number" BIGSERIAL NOT NULL,
  ADD COLUMN "request_format" "WebhookRequestFormat",
  ADD COLUMN "sealed_headers" BYTEA,
  ADD COLUMN "filter" TEXT;

CREATE UNIQUE INDEX "webhook_endpoints_number_key" ON "webhook_endpoints"("number");
