'use client';

import { useKeyActivity } from '@/app/(portal)/settings/api-keys/_components/activity/key-activity';
import { Fact } from '@/app/(portal)/settings/api-keys/[keyId]/_components/overview/fact';
import { RelativeTime } from '@/components/relative-time';

/** The last use of the key: time, address, operation and client. It updates by itself. */
export function LastUseFacts({ keyId }: { keyId: string }) {
  const { lastUse, now } = useKeyActivity(keyId);
  if (!lastUse) return <Fact name="Last used">Never</Fact>;
  return (
    <>
      <Fact name="Last used">
        <RelativeTime date={lastUse.at} now={now} />
      </Fact>
      <Fact name="From">
        <span className="font-mono text-[0.8125rem]">{lastUse.address ?? 'Unknown'}</span>
      </Fact>
      <Fact name="Operation">
        <span className="font-mono text-[0.8125rem]">{lastUse.operation ?? 'None'}</span>
      </Fact>
      <Fact name="Client">{lastUse.client ?? 'Unknown'}</Fact>
    </>
  );
}
