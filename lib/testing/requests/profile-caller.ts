import { db } from '@/lib/db/client';
import type { ApiKeyActor, MemberActor } from '@/lib/domain/actor';
import { createApiKey } from '@/lib/domain/api-keys/create';
import { sendBatch } from '@/lib/domain/batches/send';
import { startLookups } from '@/lib/domain/lookups/start';
import { MAGIC_NUMBERS } from '@/lib/domain/messages/magic-numbers';
import { sendMessages } from '@/lib/domain/messages/send';
import { startVerification } from '@/lib/domain/verifications/start';
import { startVoiceCalls } from '@/lib/domain/voice-calls/start';
import { CURRENCY_UNIT } from '@/lib/domain/wallet/money';
import type { Profile, Route } from '@/lib/profiles/profile';
import { granted, keyInput } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { queued, sent } from '@/lib/testing/factories/messages';
import { giveMoney } from '@/lib/testing/factories/wallet';

const MONEY = 1_000n * CURRENCY_UNIT;
const RATE_LIMIT = 1_000_000;

/** A member with play money and no limit on the rate, who creates keys of a profile. */
export async function makeOwner(): Promise<MemberActor> {
  const owner = await makeMember();
  await giveMoney(owner.workspaceId, MONEY);
  await db().workspace.update({
    where: { id: owner.workspaceId },
    data: { rateLimitCap: RATE_LIMIT },
  });
  return owner;
}

/** A key of a profile with these scopes, by default all, which may make so many calls a minute. */
export async function makeProfileKey(
  owner: MemberActor,
  { keys }: Profile,
  scopes: readonly string[] = keys.scopes.map(({ name }) => name),
  rateLimit = RATE_LIMIT,
): Promise<{ keyId: string; secret: string }> {
  const input = keyInput({ length: keys.length.preset, scopes: [...scopes], rateLimit });
  const { key, secret } = granted(await createApiKey(owner, input, keys));
  return { keyId: key.id, secret };
}

/** The profile, but a test event for a webhook returns without waiting for its result. */
export function withoutWaiting(profile: Profile): Profile {
  return { ...profile, webhooks: { ...profile.webhooks, timeoutMs: 0 } };
}

/** What a key has sent, for the routes that take an id. */
export interface SentWithKey {
  messageId: string;
  batchId: string;
  verificationId: string;
  voiceCallId: string;
  lookupListId: string;
}

/** A sandbox key as the gateway knows it. */
async function actorOf({ workspaceId }: MemberActor, keyId: string): Promise<ApiKeyActor> {
  const current = { apiKeyId: keyId, replacedAt: null };
  const { id: secretId } = await db().apiKeySecret.findFirstOrThrow({ where: current });
  return {
    kind: 'apiKey',
    keyId,
    secretId,
    workspaceId,
    environment: 'sandbox',
    scope: null,
    address: '192.0.2.7',
  };
}

/** A one-time code for the recipient whose code is documented. */
export async function startExampleCode(owner: MemberActor, profile: Profile): Promise<void> {
  const { keyId } = await makeProfileKey(owner, profile);
  queued(await startVerification(await actorOf(owner, keyId), { to: MAGIC_NUMBERS.delivered }));
}

/** A message, a batch and a one-time code that were sent, and a call that was started, with a key. */
export async function sendWithKey(owner: MemberActor, keyId: string): Promise<SentWithKey> {
  const actor = await actorOf(owner, keyId);
  const to = '+31612345678';
  const [message] = sent(await sendMessages(actor, { to, text: 'Hello' }));
  if (!message) throw new Error('No message was sent.');
  const { batch } = queued(await sendBatch(actor, { recipients: [{ to }], text: 'Hello' }));
  const verification = queued(await startVerification(actor, { to }));
  const [call] = queued(await startVoiceCalls(actor, { to, text: 'Hello' })).calls;
  if (!call) throw new Error('No call was started.');
  const list = queued(await startLookups(actor, { kind: 'format', numbers: [to] }));
  return {
    messageId: message.id,
    batchId: batch.id,
    verificationId: verification.id,
    voiceCallId: call.id,
    lookupListId: list.id,
  };
}

/** The id in the path of a route, if it takes one. */
export function targetOf({ operation }: Route, own: SentWithKey): string {
  if (operation.startsWith('verifications.')) return own.verificationId;
  if (operation.startsWith('voice-calls.')) return own.voiceCallId;
  if (operation.startsWith('lookups.')) return own.lookupListId;
  return operation.startsWith('batches.') ? own.batchId : own.messageId;
}
