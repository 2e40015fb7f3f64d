import { randomUUID } from 'node:crypto';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Environment, MessageStatus } from '@/lib/db/generated/enums';
import { transactPrepared } from '@/lib/db/prepared';
import type { OperationResult } from '@/lib/domain/idempotency/idempotent-request';
import { chargeKey } from '@/lib/domain/key-calls/charge';
import type { sendMessages } from '@/lib/domain/messages/send';
import type { MessageView } from '@/lib/domain/messages/view';
import { CURRENCY_UNIT } from '@/lib/domain/wallet/money';
import { newId, newIdAt } from '@/lib/ids';
import { granted } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { giveMoney } from '@/lib/testing/factories/wallet';

export const PRICE = 80_000n;
export const BALANCE = 10n * CURRENCY_UNIT;

export interface Sender {
  workspaceId: string;
  apiKeyId: string;
  environment: Environment;
}

/** A workspace with money and a key, without the secret that nobody here needs. */
export async function makeSender(environment: Environment = 'live'): Promise<Sender> {
  const { workspaceId, userId } = await makeMember();
  await giveMoney(workspaceId, BALANCE, environment);
  const { id: apiKeyId } = await db().apiKey.create({
    data: {
      id: newId('key'),
      workspaceId,
      environment,
      label: 'Test',
      scopes: ['*'],
      rateLimit: 120,
      creationToken: randomUUID(),
      createdById: userId,
    },
    select: { id: true },
  });
  return { workspaceId, apiKeyId, environment };
}

/** A debited message in the outbox, due at once, and its id. */
export async function makeMessage(
  { workspaceId, apiKeyId, environment }: Sender,
  { recipient = '+31612345678', lowBalance = null }: { recipient?: string; lowBalance?: bigint | null } = {},
): Promise<string> {
  const createdAt = now();
  const id = newIdAt('msg', createdAt);
  await db().message.create({
    data: {
      id,
      workspaceId,
      apiKeyId,
      environment,
      recipient,
      text: 'Hello',
      segments: 1,
      price: PRICE,
      createdAt,
      nextStepAt: createdAt,
    },
  });
  await transactPrepared(async (tx) => {
    const unlimited = {
      id: apiKeyId,
      spendPerDay: null,
      spendPerMonth: null,
      lowBalance,
      currency: 'EUR',
    };
    const charge = { kind: 'message' as const, reference: id, amount: PRICE };
    return chargeKey(tx, unlimited, { workspaceId, environment, charges: [charge], at: now(), sizes: {} });
  });
  return id;
}

export async function statusOf(id: string): Promise<MessageStatus> {
  return (await db().message.findFirstOrThrow({ where: { id }, select: { status: true } })).status;
}

/** What a send returned, which must not have been refused or sent before. */
export function queued<T>(result: OperationResult<T>): T {
  if ('stored' in result) throw new Error('The request was sent before.');
  return granted(result);
}

/** The messages of a send, which must not have been refused or sent before. */
export function sent(result: Awaited<ReturnType<typeof sendMessages>>): MessageView[] {
  return queued(result).messages;
}
