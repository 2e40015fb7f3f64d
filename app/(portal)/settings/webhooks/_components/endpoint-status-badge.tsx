import { StateBadge } from '@/components/ui/badge';
import type { EndpointStatus } from '@/lib/domain/webhook-endpoints/status';

const LOOKS = {
  active: { name: 'Active', tone: 'success' },
  failing: { name: 'Failing', tone: 'warning' },
  paused: { name: 'Paused', tone: 'neutral' },
  failed: { name: 'Paused after failures', tone: 'danger' },
  gone: { name: 'Paused: gone', tone: 'danger' },
} as const;

export function EndpointStatusBadge({ status }: { status: EndpointStatus }) {
  return <StateBadge {...LOOKS[status]} />;
}
