-- Null only for those that a process of the version before has sent.
ALTER TABLE "invitations" ADD COLUMN "invited_by_id" TEXT;

-- The audit log knows who sent the open ones.
UPDATE "invitations" i SET "invited_by_id" = (
    SELECT e."actor_id" FROM "audit_events" e
    WHERE e."target_id" = i."id" AND e."action" = 'member.invite'
      AND EXISTS (SELECT FROM "users" u WHERE u."id" = e."actor_id")
    ORDER BY e."id" DESC LIMIT 1
);

-- Those of people who may no longer invite end.
DELETE FROM "invitations" i
WHERE i."invited_by_id" IS NULL OR NOT EXISTS (
    SELECT FROM "memberships" m
    WHERE m."workspace_id" = i."workspace_id" AND m."user_id" = i."invited_by_id" AND m."role" IN ('owner', 'admin')
);

-- CreateIndex
CREATE INDEX "invitations_workspace_id_created_at_id_idx" ON "invitations"("workspace_id", "created_at" DESC, "id" DESC);

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_invited_by_id_fkey" FOREIGN KEY ("invited_by_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
