-- CreateTable
CREATE TABLE "second_factor_policies" (
    "workspace_id" TEXT NOT NULL,
    "grace_days" INTEGER NOT NULL,
    "required_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "second_factor_policies_pkey" PRIMARY KEY ("workspace_id")
);

-- AddForeignKey
ALTER TABLE "second_factor_policies" ADD CONSTRAINT "second_factor_policies_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;
