import { Alert } from '@/components/ui/alert';
import type { PastedKey } from '@/lib/domain/api-keys/pasted-keys';
import { say } from '@/lib/say';

const advice = (): Record<PastedKey, string> => ({
  works: say`Everybody who saw the place that you copied it from can use the key. Rotate the key, unless only you have access to that place.`,
  ended: say`The secret no longer works. Nobody can use it.`,
});

/** Says that this is the key with the secret that was pasted into the search, and what to do. */
export function PastedAlert({ pasted }: { pasted: PastedKey }) {
  return (
    <Alert
      tone={pasted === 'works' ? 'warning' : 'info'}
      role="status"
      title={say`You pasted a secret of this key`}
    >
      {advice()[pasted]}
    </Alert>
  );
}
