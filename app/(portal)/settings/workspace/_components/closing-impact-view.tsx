'use client';

import { useEffect, useState } from 'react';
import { readClosingImpactAction } from '@/app/(portal)/settings/workspace/actions';
import { failedCall } from '@/components/outdated/failed-call';
import { Alert } from '@/components/ui/alert';
import { formatMoney } from '@/lib/domain/wallet/money-text';
import type { ClosingImpact } from '@/lib/domain/workspace-closing/impact';
import type { Result } from '@/lib/errors';
import { providerWords, say } from '@/lib/say';

/** A number and what it counts. */
const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

function sentences({
  otherMembers,
  keys,
  waitingMessages,
  waitingCalls,
  liveBalance,
  keptDays,
}: ClosingImpact): string[] {
  const words = providerWords();
  const live = counted(keys.live, say`${words.live} API key`, say`${words.live} API keys`);
  const sandbox = counted(keys.sandbox, say`${words.sandbox} API key`, say`${words.sandbox} API keys`);
  return [
    `${live} and ${sandbox} stop at the next request.`,
    otherMembers === 0
      ? 'Nobody else is a member.'
      : `${counted(otherMembers, 'other member loses', 'other members lose')} access, and all members get an email.`,
    waitingMessages === 0
      ? 'No message waits to be sent.'
      : `${counted(waitingMessages, 'message that waits is', 'messages that wait are')} canceled and refunded.`,
    ...(waitingCalls === 0
      ? []
      : [
          `${counted(waitingCalls, 'voice call that waits is', 'voice calls that wait are')} canceled and refunded.`,
        ]),
    `The live balance is ${formatMoney(liveBalance)}. It is not paid out by itself: ask support before.`,
    `An owner can reopen the workspace for ${keptDays} days. Then its data is deleted for good.`,
  ];
}

/** What closing the workspace stops. */
export function ClosingImpactView({ workspaceId }: { workspaceId: string }) {
  const [impact, setImpact] = useState<Result<ClosingImpact>>();
  useEffect(() => {
    readClosingImpactAction({ workspaceId }).catch(failedCall).then(setImpact);
  }, [workspaceId]);
  if (!impact) return <Alert role="status">Looking up what this stops…</Alert>;
  if (!impact.ok) return <Alert tone="danger">{impact.refusal.message}</Alert>;
  return (
    <Alert tone="warning" title="What happens">
      <ul className="list-disc space-y-1 pl-4">
        {sentences(impact.value).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Alert>
  );
}
