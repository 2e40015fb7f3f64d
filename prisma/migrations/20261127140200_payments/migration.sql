-- CreateEnum
CREATE TYPE "PaymentStatus" AS ENUM ('open', 'processing', 'paid', 'failed', 'expired', 'mismatched');

-- CreateEnum
CREATE TYPE "ReversalReason" AS ENUM ('refund', 'dispute');

-- CreateTable
CREATE TABLE "payments" (
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "user_id" TEXT,
    "amount" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "status" "PaymentStatus" NOT NULL DEFAULT 'open',
    "session_id" TEXT,
    "checkout_url" TEXT,
    "intent_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "checked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finalized_at" TIMESTAMPTZ(3),

    CONSTRAINT "payments_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "payments_amount_check" CHECK ("amount" > 0)
);

-- CreateTable
CREATE TABLE "payment_reversals" (
    "id" TEXT NOT NULL,
    "payment_id" TEXT NOT NULL,
    "reason" "ReversalReason" NOT NULL,
    "amount" BIGINT NOT NULL,
    "taken" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "returned_at" TIMESTAMPTZ(3),

    CONSTRAINT "payment_reversals_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "payment_reversals_taken_check" CHECK ("taken" BETWEEN 0 AND "amount")
);

-- CreateIndex
CREATE UNIQUE INDEX "payments_session_id_key" ON "payments"("session_id");

-- CreateIndex
CREATE UNIQUE INDEX "payments_intent_id_key" ON "payments"("intent_id");

-- CreateIndex
CREATE INDEX "payments_workspace_id_created_at_idx" ON "payments"("workspace_id", "created_at" DESC);

-- The worker looks for these again and again.
CREATE INDEX "payments_unfinished" ON "payments"("checked_at") WHERE "finalized_at" IS NULL;

-- CreateIndex
CREATE INDEX "payment_reversals_payment_id_idx" ON "payment_reversals"("payment_id");

-- AddForeignKey
ALTER TABLE "payments" ADD CONSTRAINT "payments_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payments" ADD CONSTRAINT "payments_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_reversals" ADD CONSTRAINT "payment_reversals_payment_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "payments"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AlterTable
ALTER TABLE "ledger_entries" ADD COLUMN "payment_id" TEXT;

-- AddForeignKey
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_payment_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "payments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A payment is credited once.
CREATE UNIQUE INDEX "ledger_entries_one_credit_a_payment" ON "ledger_entries"("payment_id") WHERE "kind" = 'credit';

-- A credit can name the payment that it is from, and a reversal does.
ALTER TABLE "ledger_entries" DROP CONSTRAINT "ledger_entries_reference_check",
  ADD CONSTRAINT "ledger_entries_reference_check" CHECK (
    ("kind" IN ('credit', 'reversal')) = ("charge_kind" IS NULL)
      AND ("charge_kind" IS NULL) = ("reference" IS NULL)
      AND ("kind" = 'reversal' OR "kind" = 'credit' OR "payment_id" IS NULL)
      AND ("kind" <> 'reversal' OR "payment_id" IS NOT NULL)
  );
