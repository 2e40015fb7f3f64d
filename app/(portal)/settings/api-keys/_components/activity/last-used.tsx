'use client';

import { useKeyActivity } from '@/app/(portal)/settings/api-keys/_components/activity/key-activity';
import { RelativeTime } from '@/components/relative-time';

/** When and for what a key was last used. It updates by itself. */
export function LastUsed({ keyId }: { keyId: string }) {
  const { lastUse, now } = useKeyActivity(keyId);
  if (!lastUse) return <span className="text-ink-muted">Never used</span>;
  const how = [lastUse.operation, lastUse.address, lastUse.client].filter(Boolean).join(' · ');
  return (
    <>
      <RelativeTime date={lastUse.at} now={now} />
      <span title={how} className="block truncate text-ink-muted text-xs">
        {lastUse.operation ?? lastUse.address}
      </span>
    </>
  );
}
