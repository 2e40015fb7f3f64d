'use client';

import { useKeyActivity } from '@/app/(portal)/settings/api-keys/_components/activity/key-activity';
import { Fact } from '@/app/(portal)/settings/api-keys/[keyId]/_components/overview/fact';
import { RelativeTime } from '@/components/relative-time';

/** When, from where, for what and by what the key was last used; it moves while one looks. */
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
      <Fact name="Client">{lastUse.client ?? 'Not told'}</Fact>
    </>
  );
}
