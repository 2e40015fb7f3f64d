import { ExpiryBadge } from '@/app/(portal)/settings/api-keys/_components/expiry/expiry-badge';
import { LocalDate } from '@/components/local-date';
import type { ApiKeyView } from '@/lib/domain/api-keys/view';

interface RowExpiryProps {
  apiKey: Pick<ApiKeyView, 'expiresAt' | 'status'>;
  now: number;
}

/** When a key of the list expires, with a warning if that is soon. */
export function RowExpiry({ apiKey: { expiresAt, status }, now }: RowExpiryProps) {
  if (!expiresAt) return <span className="text-ink-muted">Never</span>;
  return (
    <span className="flex flex-wrap gap-1">
      <LocalDate date={expiresAt} />
      {status !== 'revoked' && <ExpiryBadge expiresAt={expiresAt} now={now} />}
    </span>
  );
}
