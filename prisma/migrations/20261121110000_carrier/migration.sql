-- AlterEnum
ALTER TYPE "LedgerKind" ADD VALUE 'refund';

-- A message is debited once, and refunded at most once.
DROP INDEX "ledger_entries_one_debit_a_message";

-- CreateIndex
CREATE UNIQUE INDEX "ledger_entries_message_id_kind_key" ON "ledger_entries"("message_id", "kind");

-- The outbox: what the worker still has to do, apart by environment and status, so that none waits behind another's.
DROP INDEX "messages_next_step_at_idx";
CREATE INDEX "messages_due" ON "messages" ("environment", "status", "next_step_at") WHERE "next_step_at" IS NOT NULL;
