import { CircleCheck } from 'lucide-react';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import {
  RetireHere,
  type SentOldSecret,
} from '@/app/(portal)/settings/api-keys/[keyId]/_components/rotate/retire-here';
import { countCalls } from '@/components/count-calls';
import { LocalDate } from '@/components/local-date';
import { Spinner } from '@/components/ui/spinner';
import { usePolling } from '@/components/use-polling';
import type { ApiKeyDetails } from '@/lib/domain/api-keys/details';

const INTERVAL_MS = 1_500;
const PATH = '/settings/api-keys/rotation/progress';

/** The progress of a rotation, as JSON. */
interface SentProgress {
  newUse: { at: string; address: string | null } | null;
  oldSecret: SentOldSecret | null;
}

/** Waits for the first call with the new secret, shows how the calls move from the old one to it, and retires the old one. */
export function RotationProgress({ apiKey }: { apiKey: Pick<ApiKeyDetails, 'id' | 'rotating'> }) {
  const { id: keyId, rotating } = apiKey;
  const [progress, setProgress] = useState<SentProgress>();
  /** Stays when the old secret has ended. */
  const [oldSecret, setOldSecret] = useState<SentOldSecret | null>(null);
  const [isRetired, setIsRetired] = useState(false);
  const end = useRef<HTMLParagraphElement>(null);
  const works = rotating && !isRetired ? progress?.oldSecret : null;
  usePolling<SentProgress>(`${PATH}?id=${keyId}`, INTERVAL_MS, (sent) => {
    setProgress(sent);
    if (sent.oldSecret) setOldSecret(sent.oldSecret);
  });

  /** The button that retired it goes away, and the focus moves to what happened. */
  function showEnd() {
    flushSync(() => setIsRetired(true));
    end.current?.focus();
  }

  return (
    <div className="min-h-11 space-y-2 text-ink-muted">
      <FirstUse use={progress?.newUse ?? null} />
      {works && (
        <>
          <Traffic {...works} />
          <RetireHere keyId={keyId} oldSecret={works} onRetired={showEnd} />
        </>
      )}
      {rotating && progress && !works && (
        <p ref={end} role="status" tabIndex={-1} className="text-[0.8125rem] outline-none">
          <span>{'The old secret has ended. '}</span>
          {oldSecret?.lastUse && (
            <span>
              Its last call was <LocalDate date={new Date(oldSecret.lastUse.at)} withTime />.
            </span>
          )}
        </p>
      )}
    </div>
  );
}

function FirstUse({ use }: { use: SentProgress['newUse'] }) {
  return (
    <div role="status" className="flex min-h-5 items-center gap-2">
      {use ? (
        <>
          <CircleCheck aria-hidden className="size-4 shrink-0 text-success-text" />
          <span className="font-medium text-success-text">First request with the new secret received</span>
          {use.address && <span className="truncate">{`from ${use.address}`}</span>}
        </>
      ) : (
        <>
          <Spinner />
          <span>Waiting for the first request with the new secret…</span>
        </>
      )}
    </div>
  );
}

function Traffic({ newSecretCalls, quietSince, endsAt, endsAtFirstUse }: SentOldSecret) {
  return (
    <p className="text-[0.8125rem]">
      <span>{`New secret: ${countCalls(newSecretCalls)}. `}</span>
      <span>
        Old secret: no call since <LocalDate date={new Date(quietSince)} withTime />
      </span>
      {endsAtFirstUse && (
        <span>
          <span>. It ends at the first request with the new one</span>
          {endsAt && (
            <span>
              , at the latest <LocalDate date={new Date(endsAt)} withTime />
            </span>
          )}
          <span>.</span>
        </span>
      )}
    </p>
  );
}
