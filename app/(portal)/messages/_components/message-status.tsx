import { STATUS_NAMES } from '@/app/(portal)/messages/status-names';
import { StateBadge } from '@/components/ui/badge';
import type { MessageStatus } from '@/lib/db/generated/enums';

const TONES = {
  queued: 'neutral',
  sent: 'accent',
  delivered: 'success',
  undelivered: 'danger',
  expired: 'warning',
  canceled: 'neutral',
} as const;

export function MessageStatusBadge({ status }: { status: MessageStatus }) {
  return <StateBadge name={STATUS_NAMES[status]} tone={TONES[status]} />;
}
