import { Alert } from '@/components/ui/alert';
import type { PastedKey } from '@/lib/domain/api-keys/pasted-keys';
import { say } from '@/lib/say';

/** What to do with a whole key that somebody sent to support. */
export function PastedKeyNotice({ pasted }: { pasted: PastedKey }) {
  if (pasted === 'ended') {
    return (
      <Alert title={say`This key no longer works`}>
        We matched it without storing it. Nobody can use it any more. Delete the message that contained it.
      </Alert>
    );
  }
  return (
    <Alert tone="warning" title={say`This key should now be rotated`}>
      We matched it without storing it. Anyone who saw that message can use it, so ask the customer to rotate.
      Then delete the message.
    </Alert>
  );
}
