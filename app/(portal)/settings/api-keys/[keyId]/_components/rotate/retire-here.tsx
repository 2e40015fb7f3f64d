import { useState } from 'react';
import { RecentUse } from '@/app/(portal)/settings/api-keys/_components/activity/recent-use';
import { retireSecretAction } from '@/app/(portal)/settings/api-keys/[keyId]/actions';
import { Button } from '@/components/ui/button';
import { useServerAction } from '@/components/use-server-action';
import type { OldSecretTraffic } from '@/lib/domain/key-rotation/old-secret';

/** The traffic of an old secret, as JSON. */
export type SentOldSecret = Pick<
  OldSecretTraffic,
  'secretId' | 'newSecretCalls' | 'callsLastHour' | 'callsLastDay' | 'endsAtFirstUse'
> & { quietSince: string; lastUse: { at: string; address: string | null } | null };

/** Retires the old secret without leaving the dialog: shows what still uses it first. */
export function RetireHere({ keyId, oldSecret }: { keyId: string; oldSecret: SentOldSecret }) {
  const [isAsking, setIsAsking] = useState(false);
  const { pending, call } = useServerAction(retireSecretAction);
  const { secretId, lastUse } = oldSecret;
  if (!isAsking) {
    return (
      <Button size="small" onClick={() => setIsAsking(true)}>
        Retire old secret
      </Button>
    );
  }
  return (
    <div className="space-y-2">
      <p>Anything still using the old secret will fail at once. The new secret keeps working.</p>
      <RecentUse
        subject="The old secret"
        calls={{ ...oldSecret, lastUse: lastUse && { ...lastUse, at: new Date(lastUse.at) } }}
      />
      <div className="flex flex-wrap gap-2">
        <Button
          size="small"
          variant="danger"
          pending={pending}
          // The next poll shows that it has ended.
          onClick={() => call({ keyId, secretId }, () => undefined)}
        >
          Retire now
        </Button>
        <Button size="small" onClick={() => setIsAsking(false)}>
          Keep both
        </Button>
      </div>
    </div>
  );
}
