import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeApiKey } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { voiceCallSchema } from '@/lib/domain/voice-calls/schema';
import { toVoiceCallView, type VoiceCallView, voiceCallColumns } from '@/lib/domain/voice-calls/view';
import { ok, type Result, refuse } from '@/lib/errors';

/**
 * One voice call of a key's workspace and environment. Refuses with INVALID_REQUEST, NOT_FOUND (also for a call of
 * another workspace or environment), or FORBIDDEN for anyone but a key.
 */
export async function getVoiceCall(actor: Actor, input: unknown): Promise<Result<VoiceCallView>> {
  const parsed = parse(voiceCallSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeApiKey(actor, 'voice-calls/get');
  if (!authorized.ok) return authorized;
  const { workspaceId, environment } = authorized.value;
  const call = await db().voiceCall.findFirst({
    where: { id: parsed.value.id, workspaceId, environment, erasedAt: null },
    select: voiceCallColumns,
  });
  return call ? ok(toVoiceCallView(call)) : refuse('NOT_FOUND', 'There is no such voice call.');
}
