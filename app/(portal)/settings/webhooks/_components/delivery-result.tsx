import { StateBadge } from '@/components/ui/badge';
import type { WebhookDeliveryState } from '@/lib/db/generated/enums';

const LOOKS = {
  pending: { name: 'Pending', tone: 'accent' },
  delivered: { name: 'Delivered', tone: 'success' },
  failed: { name: 'Failed', tone: 'danger' },
  canceled: { name: 'Canceled', tone: 'neutral' },
} as const;

interface DeliveryResultProps {
  state: WebhookDeliveryState;
  /** Whether it was attempted before: it then waits for the next attempt. */
  wasAttempted: boolean;
}

/** The state of a delivery. */
export function DeliveryResult({ state, wasAttempted }: DeliveryResultProps) {
  const isRetrying = state === 'pending' && wasAttempted;
  return isRetrying ? <StateBadge name="Retrying" tone="warning" /> : <StateBadge {...LOOKS[state]} />;
}
