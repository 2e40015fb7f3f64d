import { countCalls } from '@/components/count-calls';
import { RelativeTime } from '@/components/relative-time';
import { Alert } from '@/components/ui/alert';

/** Recent calls of a key, or of one of its secrets. */
interface RecentCalls {
  lastUse: { at: Date; address: string | null } | null;
  callsLastHour: number;
  callsLastDay: number;
}

function describeCalls({ callsLastHour, callsLastDay }: RecentCalls): string {
  const lastDay = `${countCalls(callsLastDay)} in the last 24 hours`;
  if (callsLastDay === 0) return `${lastDay}.`;
  if (callsLastHour === callsLastDay && callsLastDay > 1) return `${lastDay}, all in the last hour.`;
  return `${lastDay}, ${callsLastHour.toLocaleString('en')} in the last hour.`;
}

/** Shows whether a key or secret is in use, before it is stopped. */
export function RecentUse({ subject, calls }: { subject: string; calls: RecentCalls }) {
  const { lastUse, callsLastDay } = calls;
  if (!lastUse) return <Alert role="status">{`${subject} was never used.`}</Alert>;
  return (
    <Alert tone={callsLastDay > 0 ? 'warning' : 'info'} role="status">
      <span>{describeCalls(calls)}</span> Last call{' '}
      <RelativeTime date={lastUse.at} now={Date.now()} inSentence />
      <span>{lastUse.address && ` from ${lastUse.address}`}</span>
    </Alert>
  );
}
