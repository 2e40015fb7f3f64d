import { describeRehearsal } from '@/components/rehearsals/rehearsed-calls';
import { Alert } from '@/components/ui/alert';
import type { RateLimitRehearsal } from '@/lib/domain/rehearsals/rate-limit';
import type { Result } from '@/lib/errors';

/** What another rate limit would have refused. */
export function RateLimitRehearsalNote({ rehearsal }: { rehearsal: Result<RateLimitRehearsal> | undefined }) {
  if (!rehearsal) return <Alert role="status">Looking up recent calls…</Alert>;
  if (!rehearsal.ok) return <Alert tone="danger">{rehearsal.refusal.message}</Alert>;
  return (
    <Alert role="status" tone={rehearsal.value.refused > 0 ? 'warning' : 'info'}>
      <p>{describeRehearsal(rehearsal.value)}</p>
    </Alert>
  );
}
