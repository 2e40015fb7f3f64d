import type { Prisma } from '@/lib/db/generated/client';
import type { SentMessageFilter } from '@/lib/domain/sent-messages/schema';
import { betweenDays } from '@/lib/domain/text/day';

/** The condition for the messages of a workspace that match a filter. */
export function matching(
  workspaceId: string,
  { environment, status, key, recipient, request, from, to }: SentMessageFilter,
): Prisma.MessageWhereInput {
  const createdAt = betweenDays({ from, to });
  return {
    workspaceId,
    environment,
    erasedAt: null,
    ...(status && { status }),
    ...(key !== undefined && { apiKeyId: key }),
    ...(recipient !== undefined && { recipient }),
    ...(request !== undefined && { requestId: request }),
    ...(createdAt && { createdAt }),
  };
}
