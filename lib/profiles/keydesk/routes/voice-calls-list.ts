import { z } from 'zod';
import { listVoiceCallsSchema } from '@/lib/domain/voice-calls/schema';
import { pageResource, toPageResource } from '@/lib/profiles/keydesk/page';
import { exampleVoiceCall, toVoiceCallResource, voiceCallResource } from '@/lib/profiles/keydesk/voice-call';
import { route } from '@/lib/profiles/route';

/** Voice calls, newest first, a page at a time. */
export const voiceCallsList = route({
  operation: 'voice-calls.list',
  method: 'GET',
  path: '/voice-calls',
  scope: 'voice.read',
  docs: {
    group: 'Voice calls',
    summary: 'List voice calls, newest first',
    example: { query: { limit: '50' }, response: { data: [exampleVoiceCall], next_cursor: null } },
  },
  query: listVoiceCallsSchema,
  status: 200,
  response: z.strictObject({ data: z.array(voiceCallResource), ...pageResource }),
  write: ({ calls, ...page }) => ({ data: calls.map(toVoiceCallResource), ...toPageResource(page) }),
});
