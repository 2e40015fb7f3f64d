-- CreateEnum
CREATE TYPE "MailRequestKind" AS ENUM ('passwordReset', 'verification');

-- CreateTable
CREATE TABLE "known_browsers" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "known_browsers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mail_requests" (
    "id" TEXT NOT NULL,
    "kind" "MailRequestKind" NOT NULL,
    "email" TEXT NOT NULL,
    "user_id" TEXT,
    "address" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "mail_requests_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "known_browsers_user_id_idx" ON "known_browsers"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "known_browsers_token_hash_user_id_key" ON "known_browsers"("token_hash", "user_id");

-- CreateIndex
CREATE INDEX "mail_requests_created_at_idx" ON "mail_requests"("created_at");

-- CreateIndex
CREATE INDEX "mails_recipient_created_at_idx" ON "mails"("recipient", "created_at");

-- AddForeignKey
ALTER TABLE "known_browsers" ADD CONSTRAINT "known_browsers_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mail_requests" ADD CONSTRAINT "mail_requests_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Search by the beginning of the key when a password reset clears the counters of an account. It is partial because the
-- schema files cannot describe an operator class; they leave partial indexes alone.
CREATE INDEX "throttles_key_prefix_idx" ON "throttles" ("key" text_pattern_ops) WHERE "key" IS NOT NULL;
