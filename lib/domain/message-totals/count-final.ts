import type { Transaction } from '@/lib/db/client';
import type { Environment } from '@/lib/db/generated/enums';

interface FinalMessage {
  workspaceId: string;
  environment: Environment;
  apiKeyId: string;
  country: string | null;
  price: bigint;
  createdAt: Date;
}

interface Outcome {
  /** Whether the carrier had accepted them. The others are refunded. */
  wasSent: boolean;
  status: string;
}

/**
 * Counts messages that have got their final status, in the transaction of the change. They belong to the day of their
 * creation.
 */
export async function countFinal(
  tx: Transaction,
  messages: readonly FinalMessage[],
  { wasSent, status }: Outcome,
): Promise<void> {
  const dayOf = (at: Date) => at.toISOString().slice(0, 10);
  const groups = Map.groupBy(messages, ({ apiKeyId, country, createdAt }) =>
    [apiKeyId, country, dayOf(createdAt)].join(' '),
  );
  const data = [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { workspaceId, environment, apiKeyId, country, createdAt } = first;
    return {
      ...{ workspaceId, environment, apiKeyId, country: country ?? '', day: new Date(dayOf(createdAt)) },
      messages: 0,
      segments: 0,
      delivered: wasSent && status === 'delivered' ? group.length : 0,
      failed: wasSent && status !== 'delivered' ? group.length : 0,
      refunded: wasSent ? 0 : group.length,
      price: wasSent ? 0n : -group.reduce((sum, { price }) => sum + price, 0n),
    };
  });
  if (data.length === 0) return;
  await tx.messageTotalChange.createMany({ data });
}
