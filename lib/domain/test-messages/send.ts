import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Actor } from '@/lib/domain/actor';
import type { IdempotentRequest } from '@/lib/domain/idempotency/idempotent-request';
import { sendMessagesInputSchema } from '@/lib/domain/messages/schema';
import { type SentMessages, sendForKey } from '@/lib/domain/messages/send-for-key';
import { parse } from '@/lib/domain/parse';
import { findTestSender } from '@/lib/domain/test-messages/find-key';
import { sendTestMessageSchema } from '@/lib/domain/test-messages/schema';
import { ok, type Result, refuseFields } from '@/lib/errors';
import { say } from '@/lib/say';

const storedSchema = z.strictObject({ id: z.string() });

/** A test message that was queued. */
export type SentTestMessage = z.output<typeof storedSchema>;

function firstId({ messages }: SentMessages): SentTestMessage {
  const [message] = messages;
  if (!message) throw new Error('A message to one recipient was not queued.');
  return { id: message.id };
}

/** The request of a form, which takes effect once. */
function requestOf(
  workspaceId: string,
  environment: IdempotentRequest<SentMessages>['environment'],
  { token, ...message }: z.output<typeof sendTestMessageSchema>,
): IdempotentRequest<SentMessages> {
  return {
    workspaceId,
    environment,
    operation: 'test-messages.send',
    key: token,
    requestHash: createHash('sha256').update(JSON.stringify(message)).digest(),
    toResponse: (sent) => ({
      status: 200,
      contentType: 'application/json',
      body: JSON.stringify(firstId(sent)),
    }),
  };
}

/**
 * Sends a text to one number for a member, with a key of the workspace: in its environment, within its scopes, limits and
 * countries, and counted for its spending. It is charged as a call of the API is. A form that is sent again sends nothing.
 *
 * Refuses with INVALID_REQUEST, also if the key cannot be used, as `findTestSender` does, or as `sendMessages` does.
 * @param needs the scope that the profile asks of a key that sends
 */
export async function sendTestMessage(
  actor: Actor,
  input: unknown,
  needs: { scope: string | null },
): Promise<Result<SentTestMessage>> {
  const parsed = parse(sendTestMessageSchema, input);
  if (!parsed.ok) return parsed;
  const { keyId, to, text, from } = parsed.value;
  const found = await findTestSender(actor, 'test-messages/send', { keyId, ...needs });
  if (!found.ok) return found;
  const { member, apiKey } = found.value;
  const message = parse(sendMessagesInputSchema, { to, text, from: from || undefined });
  if (!message.ok) return message;
  const request = requestOf(apiKey.workspaceId, apiKey.environment, parsed.value);
  const sent = await sendForKey(apiKey, message.value, { request, member });
  if (!sent.ok && sent.refusal.code === 'INVALID_API_KEY') {
    return refuseFields({ keyId: say`This key cannot be used any more.` });
  }
  if (!sent.ok) return sent;
  return ok('stored' in sent ? storedSchema.parse(JSON.parse(sent.stored.body)) : firstId(sent.value));
}
