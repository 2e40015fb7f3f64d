import { Badge } from '@/components/ui/badge';
import type { ApiKeyStatus } from '@/lib/domain/api-keys/status';

const LOOKS = {
  active: { name: 'Active', tone: 'success' },
  disabled: { name: 'Disabled', tone: 'warning' },
  expired: { name: 'Expired', tone: 'warning' },
  revoked: { name: 'Revoked', tone: 'danger' },
} as const;

export function StatusBadge({ status }: { status: ApiKeyStatus }) {
  const { name, tone } = LOOKS[status];
  return (
    <Badge tone={tone}>
      <span aria-hidden className="size-1.5 rounded-full bg-current" />
      <span>{name}</span>
    </Badge>
  );
}
