import { RecentUse } from '@/app/(portal)/settings/api-keys/_components/activity/recent-use';
import { Alert } from '@/components/ui/alert';
import type { RevocationImpact } from '@/lib/domain/usage/impact';
import type { Result } from '@/lib/errors';
import { say } from '@/lib/say';

/** The recent calls with a key that is about to be stopped, from `useImpact`. */
export function KeyImpact({ impact }: { impact: Result<RevocationImpact> | undefined }) {
  if (!impact) return <Alert role="status">Looking up recent calls…</Alert>;
  if (!impact.ok) return <Alert tone="danger">{impact.refusal.message}</Alert>;
  return <RecentUse subject={say`This key`} calls={impact.value} />;
}
