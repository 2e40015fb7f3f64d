import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeApiKey } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { voiceCallGroupSchema } from '@/lib/domain/voice-calls/schema';
import { toVoiceCallView, type VoiceCallView, voiceCallColumns } from '@/lib/domain/voice-calls/view';
import { ok, type Result, refuse } from '@/lib/errors';

/** The calls of one request. */
export interface VoiceCallGroup {
  id: string;
  name: string | null;
  /** In the order of the request, which has at most 100. */
  calls: VoiceCallView[];
}

/**
 * The voice calls of one request in a key's workspace and environment, by the id of their group or of one of them. Refuses
 * with INVALID_REQUEST, NOT_FOUND (also for calls of another workspace or environment), or FORBIDDEN for anyone but a key.
 */
export async function getVoiceCallGroup(actor: Actor, input: unknown): Promise<Result<VoiceCallGroup>> {
  const parsed = parse(voiceCallGroupSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeApiKey(actor, 'voice-calls/get-group');
  if (!authorized.ok) return authorized;
  const { workspaceId, environment } = authorized.value;
  const { id } = parsed.value;
  const found = await db().voiceCall.findFirst({
    where: { workspaceId, environment, erasedAt: null, OR: [{ groupId: id }, { id }] },
    select: { groupId: true, name: true },
  });
  if (!found) return refuse('NOT_FOUND', 'There are no such voice calls.');
  const rows = await db().voiceCall.findMany({
    where: { workspaceId, environment, groupId: found.groupId },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    select: voiceCallColumns,
  });
  return ok({ id: found.groupId, name: found.name, calls: rows.map(toVoiceCallView) });
}
