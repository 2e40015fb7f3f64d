import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeApiKey } from '@/lib/domain/authorize';
import { type Page, paginate } from '@/lib/domain/paging/paginate';
import { createdWithin } from '@/lib/domain/paging/schema';
import { after, timeCursor } from '@/lib/domain/paging/time-cursor';
import { parse } from '@/lib/domain/parse';
import { listVoiceCallsInputSchema } from '@/lib/domain/voice-calls/schema';
import { toVoiceCallView, type VoiceCallView, voiceCallColumns } from '@/lib/domain/voice-calls/view';
import { ok, type Result } from '@/lib/errors';

export interface VoiceCallPage extends Omit<Page<never>, 'items'> {
  calls: VoiceCallView[];
}

/**
 * The voice calls of a key's workspace and environment, newest first, one page at a time. They can be limited by group,
 * status, recipient, period and the numbers of their charges. Refuses with INVALID_REQUEST, or FORBIDDEN for anyone but a key.
 */
export async function listVoiceCalls(actor: Actor, input: unknown): Promise<Result<VoiceCallPage>> {
  const parsed = parse(listVoiceCallsInputSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeApiKey(actor, 'voice-calls/list');
  if (!authorized.ok) return authorized;
  const { workspaceId, environment } = authorized.value;
  const { limit, cursor, page: number, group, status, to, numbers, offset, ...period } = parsed.value;
  const where: Prisma.VoiceCallWhereInput = {
    workspaceId,
    environment,
    erasedAt: null,
    ...createdWithin(period),
    ...(group !== undefined && { groupId: group }),
    ...(status && { status }),
    ...(to !== undefined && { recipient: to }),
    ...(numbers && {
      ledger: { some: { workspaceId, environment, kind: 'charge', number: { in: numbers } } },
    }),
  };
  const page = await paginate({
    cursor,
    page: number,
    offset,
    limit,
    format: timeCursor,
    read: (position, take, skip) =>
      db().voiceCall.findMany({
        where: { AND: [where, after(position, (at) => ({ createdAt: at }))] },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        take,
        skip,
        select: voiceCallColumns,
      }),
    positionOf: ({ createdAt, id }) => ({ at: createdAt, id }),
    count: () => db().voiceCall.count({ where }),
  });
  if (!page.ok) return page;
  const { items, ...rest } = page.value;
  return ok({ calls: items.map(toVoiceCallView), ...rest });
}
