import { Alert } from '@/components/ui/alert';
import type { PastedKey } from '@/lib/domain/support/schema';

/** What to do about a key that somebody sent whole. */
export function PastedKeyNotice({ pasted }: { pasted: PastedKey }) {
  if (pasted === 'ended') {
    return (
      <Alert title="This key no longer works">
        It was matched, and not kept. Nobody can use it any more; delete it from wherever it was sent.
      </Alert>
    );
  }
  return (
    <Alert tone="warning" title="This key should now be rotated">
      It was matched, and not kept; but whoever saw the message that it came in can use it. Ask the customer
      to rotate it, and delete it from wherever it was sent.
    </Alert>
  );
}
