import { Badge } from '@/components/ui/badge';
import type { ApiKeyStatus } from '@/lib/domain/api-keys/status';
import type { ApiKeyView } from '@/lib/domain/api-keys/view';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';
import { rotationDueAt } from '@/lib/domain/key-policy/rotation-reminder';

interface RotationBadgeProps {
  apiKey: Pick<ApiKeyView, 'purpose' | 'remindAfterDays' | 'secretCreatedAt' | 'status'>;
  policy: KeyPolicy;
  now: number;
}

/** Keys that nobody can use do not need it. */
const UNUSABLE: readonly ApiKeyStatus[] = ['disabled', 'expired', 'revoked'];

/** A reminder that the secret is older than its purpose advises, or than the reminder of the key says. */
export function RotationBadge({ apiKey, policy, now }: RotationBadgeProps) {
  const due = rotationDueAt(policy, apiKey);
  if (UNUSABLE.includes(apiKey.status) || due === null || due.getTime() > now) return null;
  return <Badge tone="warning">Rotate now</Badge>;
}
