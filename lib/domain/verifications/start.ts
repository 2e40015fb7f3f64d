import { MINUTE, now } from '@/lib/clock';
import type { Environment } from '@/lib/db/generated/enums';
import type { PreparedTransaction } from '@/lib/db/prepared';
import type { Actor } from '@/lib/domain/actor';
import { recordAuditPrepared } from '@/lib/domain/audit/record';
import { authorizeApiKey } from '@/lib/domain/authorize';
import { requireCallCarrier, requireCarrier } from '@/lib/domain/carrier/current';
import type { IdempotentRequest, OperationResult } from '@/lib/domain/idempotency/idempotent-request';
import type { UsableKey } from '@/lib/domain/key-calls/lock-for-use';
import { transactForKey } from '@/lib/domain/key-calls/transact-for-key';
import { toRecipient } from '@/lib/domain/messages/price';
import { parse } from '@/lib/domain/parse';
import type { PricedDestinations } from '@/lib/domain/prices/select-prices';
import { createCode, hashCode } from '@/lib/domain/verifications/code';
import { readSenderName } from '@/lib/domain/verifications/code-text';
import { CONNECTED, type ConnectedChannel, isConnected } from '@/lib/domain/verifications/deliver-code';
import { insertVerification } from '@/lib/domain/verifications/insert';
import { limitStarts } from '@/lib/domain/verifications/limit-starts';
import { CHANNEL_NOT_CONNECTED, startVerificationSchema } from '@/lib/domain/verifications/schema';
import type { VerificationView } from '@/lib/domain/verifications/view';
import { ok, type Result, refuse } from '@/lib/errors';
import { newId } from '@/lib/ids';

function requireChannel(channel: ConnectedChannel, environment: Environment): Result<null> {
  if (channel === 'email') return ok(null);
  return channel === 'sms' ? requireCarrier(environment) : requireCallCarrier(environment);
}

/**
 * Sends a one-time code to a phone number or an email address, and stores its hash. It replaces the code that was sent
 * to the recipient for the same purpose. It costs what the SMS or the voice call costs, and nothing by email. With
 * `request`, this happens only once, and a repeated request sends no code. In the sandbox nothing is sent.
 *
 * Refuses with INVALID_REQUEST, FORBIDDEN for anyone but a key, CHANNEL_NOT_CONNECTED, RATE_LIMITED if the recipient or
 * the client got too many codes, or as `sendMessages` and `startVoiceCalls` do.
 */
export async function startVerification(
  actor: Actor,
  input: unknown,
  request?: IdempotentRequest<VerificationView>,
): Promise<OperationResult<VerificationView>> {
  const parsed = parse(startVerificationSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeApiKey(actor, 'verifications/start');
  if (!authorized.ok) return authorized;
  const apiKey = authorized.value;
  const { workspaceId, environment } = apiKey;
  const { recipient, channel, from = null, codeLength, expiresInMinutes, purpose } = parsed.value;
  const { clientAddress = null } = parsed.value;
  if (!isConnected(channel)) return refuse('CHANNEL_NOT_CONNECTED', CHANNEL_NOT_CONNECTED);
  const connected = requireChannel(channel, environment);
  if (!connected.ok) return connected;
  const prices: PricedDestinations | undefined =
    channel === 'email' ? undefined : { channel, destinations: toRecipient(recipient).destinations };

  const start = async (tx: PreparedTransaction, key: UsableKey): Promise<Result<VerificationView>> => {
    const name = await readSenderName(tx, workspaceId);
    const createdAt = now();
    const expiresAt = new Date(createdAt.getTime() + expiresInMinutes * MINUTE);
    const code = createCode(environment, recipient, codeLength);
    const text = { name, code, expiresInMinutes };
    const delivery = { recipient, sender: from, text, createdAt, expiresAt };
    const delivered = await CONNECTED[channel](tx, apiKey, key, delivery);
    if (!delivered.ok) return delivered;
    const { messageId, voiceCallId, price } = delivered.value;
    const verification: VerificationView = {
      id: newId('ver'),
      channel,
      recipient,
      purpose,
      status: 'pending',
      attempts: 0,
      messageId,
      voiceCallId,
      price: { amount: price, currency: key.currency },
      createdAt,
      expiresAt,
      verifiedAt: null,
    };
    insertVerification(tx, apiKey, verification, hashCode(verification.id, code));
    recordAuditPrepared(tx, apiKey, {
      action: 'verifications.start',
      targetId: verification.id,
      detail: { channel },
    });
    // In the sandbox nobody gets a code. It is counted last, so that only a code that can be sent counts.
    const callerAddress = apiKey.address;
    const limited =
      environment === 'live'
        ? await limitStarts({ workspaceId, recipient, channel, clientAddress, callerAddress })
        : ok(null);
    return limited.ok ? ok(verification) : limited;
  };
  return transactForKey(apiKey, { request, prices, work: start });
}
