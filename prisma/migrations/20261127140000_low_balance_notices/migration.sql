-- CreateTable
CREATE TABLE "low_balance_notices" (
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "balance" BIGINT NOT NULL,
    "threshold" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "low_balance_notices_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "low_balance_notices_workspace_id_sent_at_idx" ON "low_balance_notices"("workspace_id", "sent_at" DESC);

-- The worker looks for these all the time.
CREATE INDEX "low_balance_notices_waiting" ON "low_balance_notices"("created_at") WHERE "sent_at" IS NULL;

-- AddForeignKey
ALTER TABLE "low_balance_notices" ADD CONSTRAINT "low_balance_notices_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The payments of a workspace are few among its charges.
CREATE INDEX "ledger_entries_credits" ON "ledger_entries"("workspace_id", "environment", "number" DESC) WHERE "kind" = 'credit';
