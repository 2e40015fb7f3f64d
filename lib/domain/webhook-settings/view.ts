import type { Prisma } from '@/lib/db/generated/client';
import type { WebhookPolicy } from '@/lib/domain/webhook-endpoints/policy';
import { openWebhookSecret } from '@/lib/domain/webhook-endpoints/secret';

/** The webhook settings of one environment of a workspace, as the provider's API has them. */
export interface WebhookSettingsView {
  /** Every slot of the policy, by name. */
  slots: Record<string, { url: string | null; isActive: boolean }>;
  hasSecret: boolean;
  /** Null without a secret, and where the policy does not let it be read. */
  secret: string | null;
  /** Every option of the policy, by name. */
  options: Record<string, boolean>;
}

/** The columns that `toView` reads. */
export const viewColumns = {
  id: true,
  sealedSecret: true,
  isActive: true,
  options: true,
  endpoints: { select: { id: true, slot: true, url: true, pausedAt: true, pauseReason: true } },
} satisfies Prisma.WebhookSettingsSelect;

export type SettingsRow = Prisma.WebhookSettingsGetPayload<{ select: typeof viewColumns }>;

/** The view of stored settings; null: nothing was set yet. */
export function toView(row: SettingsRow | null, policy: WebhookPolicy): WebhookSettingsView {
  const slots = policy.slots.map(({ name }) => {
    const endpoint = row?.endpoints.find(({ slot }) => slot === name);
    const isActive = endpoint ? endpoint.pausedAt === null : (row?.isActive ?? true);
    return [name, { url: endpoint?.url ?? null, isActive }] as const;
  });
  const sealed = row?.sealedSecret ?? null;
  return {
    slots: Object.fromEntries(slots),
    hasSecret: sealed !== null,
    secret: sealed && policy.secret.readable ? openWebhookSecret(sealed) : null,
    options: Object.fromEntries(
      (policy.options ?? []).map((name) => [name, row?.options.includes(name) ?? false]),
    ),
  };
}
