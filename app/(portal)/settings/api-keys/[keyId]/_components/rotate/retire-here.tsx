import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { RecentUse } from '@/app/(portal)/settings/api-keys/_components/activity/recent-use';
import { UnusedNewSecret } from '@/app/(portal)/settings/api-keys/[keyId]/_components/rotate/unused-new-secret';
import { retireSecretAction } from '@/app/(portal)/settings/api-keys/[keyId]/actions';
import { Button } from '@/components/ui/button';
import { useServerAction } from '@/components/use-server-action';
import type { OldSecretTraffic } from '@/lib/domain/key-rotation/old-secret-traffic';

/** The traffic of an old secret, as JSON. */
export type SentOldSecret = Pick<
  OldSecretTraffic,
  'secretId' | 'newSecretCalls' | 'newSecretUsed' | 'callsLastHour' | 'callsLastDay' | 'endsAtFirstUse'
> & { quietSince: string; endsAt: string | null; lastUse: { at: string; address: string | null } | null };

interface RetireHereProps {
  keyId: string;
  oldSecret: SentOldSecret;
  onRetired(): void;
}

/** Retires the old secret without leaving the dialog: shows what still uses it first. */
export function RetireHere({ keyId, oldSecret, onRetired }: RetireHereProps) {
  const [isAsking, setIsAsking] = useState(false);
  /** The first button. */
  const button = useRef<HTMLButtonElement>(null);
  const { pending, call } = useServerAction(retireSecretAction);
  const { secretId, lastUse } = oldSecret;

  /** The pressed button goes away, and the focus moves to the one in its place. */
  function ask(asks: boolean) {
    flushSync(() => setIsAsking(asks));
    button.current?.focus();
  }

  if (!isAsking) {
    return (
      <Button ref={button} size="small" onClick={() => ask(true)}>
        Retire old secret
      </Button>
    );
  }
  return (
    <div className="space-y-2">
      <p>Anything still using the old secret will fail at once. The new secret keeps working.</p>
      {!oldSecret.newSecretUsed && <UnusedNewSecret text="The new secret was never used." />}
      <RecentUse
        subject="The old secret"
        calls={{ ...oldSecret, lastUse: lastUse && { ...lastUse, at: new Date(lastUse.at) } }}
      />
      <div className="flex flex-wrap gap-2">
        <Button ref={button} size="small" onClick={() => ask(false)}>
          Keep both
        </Button>
        <Button
          size="small"
          variant="danger"
          pending={pending}
          onClick={() => call({ keyId, secretId }, onRetired)}
        >
          Retire now
        </Button>
      </div>
    </div>
  );
}
