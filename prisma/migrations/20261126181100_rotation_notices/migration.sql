-- The emails that remind to rotate a secret. Each is sent once per due date.
CREATE TABLE "rotation_notices" (
    "secret_id" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rotation_notices_pkey" PRIMARY KEY ("secret_id","due_at")
);

ALTER TABLE "rotation_notices" ADD CONSTRAINT "rotation_notices_secret_id_fkey" FOREIGN KEY ("secret_id") REFERENCES "api_key_secrets"("id") ON DELETE CASCADE ON UPDATE CASCADE;
