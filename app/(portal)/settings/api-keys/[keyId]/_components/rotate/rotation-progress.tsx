import { CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { countCalls } from '@/app/(portal)/settings/api-keys/_components/activity/count-calls';
import { FirstRequest } from '@/app/(portal)/settings/api-keys/_components/shown-secret/first-request';
import { LocalDate } from '@/components/local-date';
import { Spinner } from '@/components/ui/spinner';
import { usePolling } from '@/components/use-polling';
import type { ApiKeyDetails } from '@/lib/domain/api-keys/details';
import type { OldSecretTraffic } from '@/lib/domain/key-rotation/old-secret';

const INTERVAL_MS = 1_500;
const PATH = '/settings/api-keys/rotation';

/** What the dialog shows of the traffic, as JSON. */
type SentTraffic = Pick<OldSecretTraffic, 'newSecretUsed' | 'newSecretCalls'> & { quietSince: string };

/** Waits for the first call with the new secret, and shows how the calls move from the old one to it. */
export function RotationProgress({
  apiKey,
}: {
  apiKey: Pick<ApiKeyDetails, 'id' | 'rotating' | 'secretCreatedAt'>;
}) {
  const { id, rotating, secretCreatedAt } = apiKey;
  return rotating ? <Overlap keyId={id} /> : <FirstRequest keyId={id} since={secretCreatedAt} />;
}

/** While both secrets work. */
function Overlap({ keyId }: { keyId: string }) {
  const [traffic, setTraffic] = useState<SentTraffic | null>(null);
  usePolling<SentTraffic | null>(`${PATH}?id=${keyId}`, INTERVAL_MS, setTraffic);
  return (
    <div className="min-h-11 space-y-1 text-ink-muted">
      <div role="status" className="flex min-h-5 items-center gap-2">
        {traffic?.newSecretUsed ? (
          <>
            <CircleCheck aria-hidden className="size-4 shrink-0 text-success-text" />
            <span className="font-medium text-success-text">First request with the new secret received</span>
          </>
        ) : (
          <>
            <Spinner />
            <span>Waiting for the first request with the new secret…</span>
          </>
        )}
      </div>
      {traffic && (
        <p className="text-[0.8125rem]">
          <span>{`New secret: ${countCalls(traffic.newSecretCalls)}. `}</span>
          <span>
            Old secret: no call since <LocalDate date={new Date(traffic.quietSince)} withTime />
          </span>
        </p>
      )}
    </div>
  );
}
