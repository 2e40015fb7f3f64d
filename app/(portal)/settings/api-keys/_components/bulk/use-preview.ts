import { useState } from 'react';
import type { z } from 'zod';
import { previewBulkActionAction } from '@/app/(portal)/settings/api-keys/actions';
import { useAnswer } from '@/components/rehearsals/use-answer';
import type { previewBulkActionSchema } from '@/lib/domain/bulk-actions/schema';

/**
 * What a bulk action would do.
 * @param asked null: there is nothing to ask yet
 * @returns the answer to this question, undefined before it is there; the latest answer, also to the question before; and a
 * function that asks again
 */
export function usePreview(asked: z.input<typeof previewBulkActionSchema> | null) {
  const [round, setRound] = useState(0);
  const { current, latest } = useAnswer(previewBulkActionAction, asked, round);
  return { preview: current, latest, askAgain: () => setRound((before) => before + 1) };
}
