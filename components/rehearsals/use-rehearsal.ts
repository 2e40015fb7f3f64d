import { useEffect, useState } from 'react';
import { failedCall } from '@/components/outdated/failed-call';
import type { Result } from '@/lib/errors';

/** Between two changes of a value that somebody types. */
const PAUSE_MS = 300;

/**
 * What a change would have refused, asked again a moment after the change becomes another one.
 * @param input the change; null: there is nothing to ask
 * @param saved whether it is saved, after which the answer is another one
 * @returns the answer to the latest question that has one; undefined before the first one
 */
export function useRehearsal<Input, Rehearsal>(
  rehearse: (input: Input) => Promise<Result<Rehearsal>>,
  input: Input | null,
  saved = false,
): Result<Rehearsal> | undefined {
  const [answer, setAnswer] = useState<Result<Rehearsal>>();
  const asked = JSON.stringify(input);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a saved change is asked about again.
  useEffect(() => {
    let isLatest = true;
    const timer = setTimeout(async () => {
      const question: Input | null = JSON.parse(asked);
      if (question === null) return;
      const answered = await rehearse(question).catch(failedCall);
      if (isLatest) setAnswer(answered);
    }, PAUSE_MS);
    return () => {
      isLatest = false;
      clearTimeout(timer);
    };
  }, [rehearse, asked, saved]);
  return answer;
}
