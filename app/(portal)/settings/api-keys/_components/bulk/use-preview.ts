import { useEffect, useState } from 'react';
import type { z } from 'zod';
import { previewBulkActionAction } from '@/app/(portal)/settings/api-keys/actions';
import { failedCall } from '@/components/outdated/failed-call';
import type { BulkPreview } from '@/lib/domain/bulk-actions/preview';
import type { previewBulkActionSchema } from '@/lib/domain/bulk-actions/schema';
import type { Result } from '@/lib/errors';

/** Between two changes of a value that somebody types. */
const PAUSE_MS = 300;

/**
 * What a bulk action would do.
 * @param asked null: there is nothing to ask yet
 * @returns the answer to this question, undefined before it is there; the latest answer, also to the question before; and a
 * function that asks again
 */
export function usePreview(asked: z.input<typeof previewBulkActionSchema> | null) {
  const [answer, setAnswer] = useState<{ question: string; result: Result<BulkPreview> }>();
  const [round, setRound] = useState(0);
  const question = `${round} ${JSON.stringify(asked)}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the question has all of it.
  useEffect(() => {
    let isLatest = true;
    const timer = setTimeout(async () => {
      if (asked === null) return;
      const result = await previewBulkActionAction(asked).catch(failedCall);
      if (isLatest) setAnswer({ question, result });
    }, PAUSE_MS);
    return () => {
      isLatest = false;
      clearTimeout(timer);
    };
  }, [question]);
  return {
    preview: answer?.question === question ? answer.result : undefined,
    latest: answer?.result,
    askAgain: () => setRound((before) => before + 1),
  };
}
