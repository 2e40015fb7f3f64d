import { Badge } from '@/components/ui/badge';
import type { EndpointStatus } from '@/lib/domain/webhook-endpoints/status';

const LOOKS = {
  active: { name: 'Active', tone: 'success' },
  failing: { name: 'Failing', tone: 'warning' },
  paused: { name: 'Paused', tone: 'neutral' },
  failed: { name: 'Paused after failures', tone: 'danger' },
  gone: { name: 'Paused: gone', tone: 'danger' },
} as const;

export function EndpointStatusBadge({ status }: { status: EndpointStatus }) {
  const { name, tone } = LOOKS[status];
  return (
    <Badge tone={tone}>
      <span aria-hidden className="size-1.5 rounded-full bg-current" />
      <span>{name}</span>
    </Badge>
  );
}
