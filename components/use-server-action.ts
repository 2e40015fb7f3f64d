import { useTransition } from 'react';
import { failedCall } from '@/components/outdated/failed-call';
import { toast } from '@/components/ui/toast';
import type { Refusal, Result } from '@/lib/errors';

/**
 * Calls a server action from a control that is not a form.
 * @param onRefused shows a refusal; by default, as a toast
 * @returns whether a call is pending, and a function that starts one and passes its value on
 */
export function useServerAction<Input, Value>(
  action: (input: Input) => Promise<Result<Value>>,
  onRefused: (refusal: Refusal) => void = ({ message }) => void toast.error(message),
): { pending: boolean; call(input: Input, onDone: (value: Value) => void): void } {
  const [pending, startTransition] = useTransition();
  return {
    pending,
    call(input, onDone) {
      startTransition(async () => {
        const result = await action(input).catch(failedCall);
        if (result.ok) onDone(result.value);
        else onRefused(result.refusal);
      });
    },
  };
}
