import { describeRehearsal, describeUnknown } from '@/components/rehearsals/rehearsed-calls';
import { Alert } from '@/components/ui/alert';
import type { RateLimitRehearsal } from '@/lib/domain/rehearsals/rate-limit';
import type { Result } from '@/lib/errors';
import { say } from '@/lib/say';

/** What another rate limit would have refused. */
export function RateLimitRehearsalNote({ rehearsal }: { rehearsal: Result<RateLimitRehearsal> | undefined }) {
  if (!rehearsal) return <Alert role="status">Looking up recent calls…</Alert>;
  if (!rehearsal.ok) return <Alert tone="danger">{rehearsal.refusal.message}</Alert>;
  const { calls, refused, status, unknown } = rehearsal.value;
  if (status !== 'active')
    return <Alert role="status">{say`This API key is ${status}, so this stops no call.`}</Alert>;
  return (
    <Alert role="status" tone={refused > 0 || unknown > 0 ? 'warning' : 'info'}>
      {(calls > 0 || unknown === 0) && <p>{describeRehearsal(rehearsal.value)}</p>}
      {unknown > 0 && <p>{describeUnknown(unknown)}</p>}
    </Alert>
  );
}
