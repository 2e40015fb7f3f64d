ALTER TABLE "idempotency_records" ALTER COLUMN "status" DROP NOT NULL;
