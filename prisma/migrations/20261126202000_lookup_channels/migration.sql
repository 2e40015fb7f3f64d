-- The next migration uses these values, which PostgreSQL allows only in a later transaction.
ALTER TYPE "Channel" ADD VALUE 'lookup';
ALTER TYPE "Channel" ADD VALUE 'email';
ALTER TYPE "ChargeKind" ADD VALUE 'lookup';
ALTER TYPE "ChargeKind" ADD VALUE 'email_check';
