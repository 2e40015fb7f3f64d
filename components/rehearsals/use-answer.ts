import { useEffect, useState } from 'react';
import { failedCall } from '@/components/outdated/failed-call';
import type { Result } from '@/lib/errors';

/** Between two changes of a value that somebody types. */
const PAUSE_MS = 300;

/**
 * What a server action answers to a question, asked a moment after the question changes.
 * @param input the question; null: there is nothing to ask
 * @param round another value asks the same question again
 * @returns the answer to this question, undefined before it is there; and the latest answer to any question
 */
export function useAnswer<Input, Answer>(
  ask: (input: Input) => Promise<Result<Answer>>,
  input: Input | null,
  round: number,
) {
  const [answered, setAnswered] = useState<{ question: string; answer: Result<Answer> }>();
  const question = JSON.stringify([round, input]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the question contains the input.
  useEffect(() => {
    if (input === null) return;
    let isLatest = true;
    const timer = setTimeout(async () => {
      const answer = await ask(input).catch(failedCall);
      if (isLatest) setAnswered({ question, answer });
    }, PAUSE_MS);
    return () => {
      isLatest = false;
      clearTimeout(timer);
    };
  }, [ask, question]);
  return {
    current: answered?.question === question ? answered.answer : undefined,
    latest: answered?.answer,
  };
}
