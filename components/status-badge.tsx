import { StateBadge } from '@/components/ui/badge';
import type { ApiKeyStatus } from '@/lib/domain/api-keys/status';

const LOOKS = {
  active: { name: 'Active', tone: 'success' },
  disabled: { name: 'Disabled', tone: 'warning' },
  expired: { name: 'Expired', tone: 'warning' },
  revoked: { name: 'Revoked', tone: 'danger' },
} as const;

export function StatusBadge({ status }: { status: ApiKeyStatus }) {
  return <StateBadge {...LOOKS[status]} />;
}
