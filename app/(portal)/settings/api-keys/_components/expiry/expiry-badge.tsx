import { Badge } from '@/components/ui/badge';
import { DAY, HOUR } from '@/lib/clock';

const WARNING_DAYS = 30;
const URGENT_DAYS = 7;

function remaining(ms: number): string {
  if (ms < HOUR) return 'Expires within the hour';
  if (ms < DAY) return `Expires in ${Math.ceil(ms / HOUR)} h`;
  return `Expires in ${Math.ceil(ms / DAY)} days`;
}

interface ExpiryBadgeProps {
  expiresAt: Date | null;
  now: number;
}

/** A warning that the key expires soon. Nothing if it never expires, expires later or has expired. */
export function ExpiryBadge({ expiresAt, now }: ExpiryBadgeProps) {
  const left = expiresAt ? expiresAt.getTime() - now : 0;
  if (left <= 0 || left > WARNING_DAYS * DAY) return null;
  return (
    // Its column is narrower than some of the texts.
    <Badge tone={left <= URGENT_DAYS * DAY ? 'danger' : 'warning'} className="whitespace-normal!">
      {remaining(left)}
    </Badge>
  );
}
