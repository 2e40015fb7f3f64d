import { z } from 'zod';
import { recipientsAsSent } from '@/lib/domain/messages/schema';
import { startVoiceCallsFields } from '@/lib/domain/voice-calls/schema';
import { callbackUrl } from '@/lib/profiles/keydesk/callback-url';
import { exampleVoiceCall, toVoiceCallResource, voiceCallResource } from '@/lib/profiles/keydesk/voice-call';
import { route } from '@/lib/profiles/route';

const { text, audioUrl, from, voice, name, ringSeconds } = startVoiceCallsFields;

/** Starts voice calls. */
export const voiceCallsStart = route({
  operation: 'voice-calls.start',
  method: 'POST',
  path: '/voice-calls',
  scope: 'voice.send',
  docs: {
    group: 'Voice calls',
    summary: 'Call one or more numbers',
    description:
      'Each phone hears a text that is read aloud, or a recording. With one number in `to`, the response is the call. With a list, even of one number, it is a list in the same order. Either all calls are queued and charged, or none. A call has one price for its destination, however long it is. It is charged also if nobody answers, and refunded if no carrier accepts it.',
    example: {
      body: {
        to: exampleVoiceCall.to,
        text: exampleVoiceCall.text,
        from: exampleVoiceCall.from,
        name: exampleVoiceCall.name,
      },
      response: exampleVoiceCall,
    },
  },
  body: z.strictObject({
    to: recipientsAsSent,
    text,
    audio_url: audioUrl,
    from,
    voice,
    name,
    ring_seconds: ringSeconds,
    callback_url: callbackUrl,
  }),
  read: ({ body: { audio_url, ring_seconds, callback_url, ...body } }) => ({
    ...body,
    audioUrl: audio_url,
    ringSeconds: ring_seconds,
    callbackUrl: callback_url,
  }),
  fields: { audioUrl: 'audio_url', ringSeconds: 'ring_seconds', callbackUrl: 'callback_url' },
  status: 202,
  response: z.union([voiceCallResource, z.strictObject({ data: z.array(voiceCallResource) })]),
  write({ calls }, { body }) {
    const data = calls.map(toVoiceCallResource);
    const [call] = data;
    return call && !Array.isArray(body.to) ? call : { data };
  },
});
