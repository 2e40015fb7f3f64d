import { useAnswer } from '@/components/rehearsals/use-answer';
import type { Result } from '@/lib/errors';

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
  return useAnswer(rehearse, input, Number(saved)).latest;
}
