import { z } from 'zod';
import { fromReference } from '@/lib/profiles/hellio/reference';
import { exampleVoice, toVoiceResource, voiceResource } from '@/lib/profiles/hellio/voice';
import { route } from '@/lib/profiles/route';

/** The calls of one request. */
export const voiceGet = route({
  operation: 'voice-calls.get-group',
  method: 'GET',
  path: '/voice/{id}',
  scope: 'voice',
  docs: {
    group: 'Voice',
    summary: 'Read the status of voice calls',
    example: { params: { id: exampleVoice.reference }, response: { data: exampleVoice } },
  },
  params: z.strictObject({ id: z.string().describe('The reference that sending returned.') }),
  read: ({ params }) => ({ id: fromReference('vcg', params.id) }),
  status: 200,
  response: z.strictObject({ data: voiceResource }),
  write: (group) => ({ data: toVoiceResource(group) }),
});
