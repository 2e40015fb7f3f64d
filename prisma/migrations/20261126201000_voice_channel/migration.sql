-- The next migration uses these values, which PostgreSQL allows only in a later transaction.
ALTER TYPE "Channel" ADD VALUE 'voice';
ALTER TYPE "ChargeKind" ADD VALUE 'voice_call';
ALTER TYPE "VerificationChannel" ADD VALUE 'voice';
