import { randomUUID } from 'node:crypto';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Environment, MessageStatus } from '@/lib/db/generated/enums';
import { spend } from '@/lib/domain/api-keys/spend';
import { debit } from '@/lib/domain/wallet/debit';
import { newId } from '@/lib/ids';
import { makeMember } from '@/lib/testing/factories';
import { giveMoney } from '@/lib/testing/wallet';

export const PRICE = 8n;
export const BALANCE = 1_000n;

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
  { recipient = '+31612345678' }: { recipient?: string } = {},
): Promise<string> {
  const id = newId('msg');
  await db().$transaction(async (tx) => {
    await tx.message.create({
      data: {
        id,
        workspaceId,
        apiKeyId,
        environment,
        recipient,
        text: 'Hello',
        segments: 1,
        price: PRICE,
        createdAt: now(),
        nextStepAt: now(),
      },
    });
    await spend(
      tx,
      { id: apiKeyId, spendPerDay: null, spendPerMonth: null, countries: [], senders: [] },
      PRICE,
    );
    await debit(tx, { workspaceId, environment, charges: [{ messageId: id, amount: PRICE }] });
  });
  return id;
}

export async function statusOf(id: string): Promise<MessageStatus> {
  return (await db().message.findUniqueOrThrow({ where: { id }, select: { status: true } })).status;
}
