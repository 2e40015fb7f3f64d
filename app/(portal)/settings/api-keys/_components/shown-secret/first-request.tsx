'use client';

import { CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { useActivityPolling } from '@/app/(portal)/settings/api-keys/_components/activity/use-activity-polling';
import { Spinner } from '@/components/ui/spinner';
import type { LastUse } from '@/lib/domain/api-keys/view';

const INTERVAL_MS = 1_500;

/** Waits for the first call with a new key, and shows it. */
export function FirstRequest({ keyId }: { keyId: string }) {
  const [use, setUse] = useState<LastUse | null>(null);
  useActivityPolling(use ? [] : [keyId], INTERVAL_MS, ([key]) => setUse(key?.lastUse ?? null));
  return (
    <div role="status" className="flex min-h-5 items-center gap-2 text-ink-muted">
      {use ? (
        <>
          <CircleCheck aria-hidden className="size-4 shrink-0 text-success-text" />
          <span className="whitespace-nowrap font-medium text-success-text">First request received</span>
          <span className="truncate">{[use.operation, use.address].filter(Boolean).join(' from ')}</span>
        </>
      ) : (
        <>
          <Spinner />
          <span>Waiting for the first request…</span>
        </>
      )}
    </div>
  );
}
