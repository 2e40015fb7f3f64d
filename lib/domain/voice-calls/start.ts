import { now } from '@/lib/clock';
import type { PreparedTransaction } from '@/lib/db/prepared';
import type { Actor } from '@/lib/domain/actor';
import { recordAuditPrepared } from '@/lib/domain/audit/record';
import { authorizeApiKey } from '@/lib/domain/authorize';
import { requireCallCarrier } from '@/lib/domain/carrier/current';
import type { IdempotentRequest, OperationResult } from '@/lib/domain/idempotency/idempotent-request';
import type { UsableKey } from '@/lib/domain/key-calls/lock-for-use';
import { transactForKey } from '@/lib/domain/key-calls/transact-for-key';
import { readRecipientList } from '@/lib/domain/messages/recipient-list';
import { parse } from '@/lib/domain/parse';
import { type QueuedCalls, queueVoiceCalls } from '@/lib/domain/voice-calls/queue';
import { startVoiceCallsSchema } from '@/lib/domain/voice-calls/schema';
import { ok, type Result } from '@/lib/errors';

/** Voice calls that were queued. */
export interface StartedVoiceCalls extends QueuedCalls {
  /** What was left out because it is no phone number, as it was given, each once. */
  wrong: readonly string[];
}

/**
 * Queues voice calls to one or more numbers and debits them, all or nothing. Each phone hears a text or a recording. With
 * `skipsProblems`, recipients that are wrong or repeated are left out, and the request is refused if none is left. With
 * `request`, this happens only once. In the sandbox nobody is called, and the money is play money.
 *
 * Refuses with INVALID_REQUEST, FORBIDDEN for anyone but a key, CHANNEL_NOT_CONNECTED for a live key without a carrier
 * for calls, DESTINATION_NOT_ALLOWED, DESTINATION_NOT_SUPPORTED, SENDER_NOT_APPROVED, SPEND_LIMIT_EXCEEDED,
 * INSUFFICIENT_BALANCE, INVALID_API_KEY if the key is no longer valid, IDEMPOTENCY_CONFLICT, or as a magic number asks.
 */
export async function startVoiceCalls(
  actor: Actor,
  input: unknown,
  request?: IdempotentRequest<StartedVoiceCalls>,
): Promise<OperationResult<StartedVoiceCalls>> {
  const parsed = parse(startVoiceCallsSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeApiKey(actor, 'voice-calls/start');
  if (!authorized.ok) return authorized;
  const apiKey = authorized.value;
  const connected = requireCallCarrier(apiKey.environment);
  if (!connected.ok) return connected;
  const {
    text,
    audioUrl,
    from = null,
    voice,
    name,
    ringSeconds = null,
    callbackUrl = null,
    isFreeInSandbox,
  } = parsed.value;
  const list = await readRecipientList(parsed.value.to, parsed.value);
  if (!list.ok) return list;
  const { recipients, wrong } = list.value;
  const destinations = [...new Set(recipients.flatMap((each) => each.destinations))];

  const start = async (tx: PreparedTransaction, key: UsableKey): Promise<Result<StartedVoiceCalls>> => {
    const queued = await queueVoiceCalls(tx, apiKey, key, {
      recipients,
      name: name || null,
      sender: from,
      content: { text: text ?? null, sealedText: null, audioUrl: audioUrl ?? null },
      voice: voice || null,
      ringSeconds,
      validUntil: null,
      createdAt: now(),
      callbackUrl,
      isFree: isFreeInSandbox && apiKey.environment === 'sandbox',
    });
    if (!queued.ok) return queued;
    const { calls } = queued.value;
    recordAuditPrepared(tx, apiKey, {
      action: 'voice_calls.start',
      targetId: calls.length === 1 ? calls[0]?.id : queued.value.groupId,
      detail: { calls: calls.length },
    });
    return ok({ ...queued.value, wrong });
  };
  return transactForKey(apiKey, { request, prices: { channel: 'voice', destinations }, work: start });
}
