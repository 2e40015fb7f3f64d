import { RelativeTime } from '@/components/relative-time';
import { Alert } from '@/components/ui/alert';
import type { RevocationImpact } from '@/lib/domain/api-keys/impact';
import type { Result } from '@/lib/errors';

const counted = (calls: number) => (calls === 1 ? '1 call' : `${calls.toLocaleString('en')} calls`);

/** What a key did of late, so that nobody ends one that is at work without knowing. */
export function RecentUse({ impact }: { impact: Result<RevocationImpact> | undefined }) {
  if (!impact) return <Alert role="status">Looking up its recent use…</Alert>;
  if (!impact.ok) return <Alert tone="danger">{impact.refusal.message}</Alert>;
  const { lastUse, callsLastHour, callsLastDay } = impact.value;
  if (!lastUse) return <Alert role="status">This key was never used.</Alert>;
  return (
    <Alert tone={callsLastDay > 0 ? 'warning' : 'info'} role="status">
      {callsLastDay > 0 && `${counted(callsLastHour)} in the last hour, `}
      {counted(callsLastDay)} in the last 24 hours. Last used:{' '}
      <RelativeTime date={lastUse.at} now={Date.now()} />
      {lastUse.address && `, from ${lastUse.address}`}
    </Alert>
  );
}
