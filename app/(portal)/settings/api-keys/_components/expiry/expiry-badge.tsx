import { Badge } from '@/components/ui/badge';
import { DAY, HOUR } from '@/lib/clock';

const AHEAD_DAYS = 30;
const URGENT_DAYS = 7;

function remaining(ms: number): string {
  if (ms < HOUR) return 'Ends within the hour';
  if (ms < DAY) return `Ends in ${Math.ceil(ms / HOUR)} h`;
  return `Ends in ${Math.ceil(ms / DAY)} days`;
}

interface ExpiryBadgeProps {
  expiresAt: Date | null;
  now: number;
}

/** Warns of an end that comes near; nothing when there is none, or when it is far or past. */
export function ExpiryBadge({ expiresAt, now }: ExpiryBadgeProps) {
  const left = expiresAt ? expiresAt.getTime() - now : 0;
  if (left <= 0 || left > AHEAD_DAYS * DAY) return null;
  return <Badge tone={left <= URGENT_DAYS * DAY ? 'danger' : 'warning'}>{remaining(left)}</Badge>;
}
