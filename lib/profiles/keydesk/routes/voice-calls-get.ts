import { voiceCallSchema } from '@/lib/domain/voice-calls/schema';
import { exampleVoiceCall, toVoiceCallResource, voiceCallResource } from '@/lib/profiles/keydesk/voice-call';
import { route } from '@/lib/profiles/route';

/** One voice call and its status. */
export const voiceCallsGet = route({
  operation: 'voice-calls.get',
  method: 'GET',
  path: '/voice-calls/{id}',
  scope: 'voice.read',
  docs: {
    group: 'Voice calls',
    summary: 'Read a voice call and its status',
    example: { params: { id: exampleVoiceCall.id }, response: exampleVoiceCall },
  },
  params: voiceCallSchema,
  status: 200,
  response: voiceCallResource,
  write: toVoiceCallResource,
});
