import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeApiKey } from '@/lib/domain/authorize';
import { withIds } from '@/lib/domain/messages/with-ids';
import { parse } from '@/lib/domain/parse';
import { verificationSchema } from '@/lib/domain/verifications/schema';
import { statusAt, type VerificationView } from '@/lib/domain/verifications/view';
import { ok, type Result, refuse } from '@/lib/errors';

/**
 * One verification of a key's workspace and environment. Refuses with INVALID_REQUEST, NOT_FOUND (also for a verification
 * of another workspace or environment), or FORBIDDEN for anyone but a key.
 */
export async function readVerification(actor: Actor, input: unknown): Promise<Result<VerificationView>> {
  const parsed = parse(verificationSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeApiKey(actor, 'verifications/read');
  if (!authorized.ok) return authorized;
  const { workspaceId, environment } = authorized.value;
  const found = await db().verification.findFirst({
    where: { id: parsed.value.id, workspaceId, environment },
    select: {
      id: true,
      channel: true,
      recipient: true,
      purpose: true,
      attempts: true,
      messageId: true,
      voiceCallId: true,
      createdAt: true,
      expiresAt: true,
      verifiedAt: true,
      replacedAt: true,
      voiceCall: { select: { price: true } },
      workspace: { select: { currency: true } },
    },
  });
  if (!found) return refuse('NOT_FOUND', 'There is no such verification.');
  const { voiceCall, workspace, replacedAt, ...verification } = found;
  const message =
    found.messageId === null
      ? null
      : await db().message.findFirst({
          where: { ...withIds([found.messageId]), workspaceId },
          select: { price: true },
        });
  return ok({
    ...verification,
    status: statusAt(now(), found),
    price: { amount: message?.price ?? voiceCall?.price ?? 0n, currency: workspace.currency },
  });
}
