import { Alert } from '@/components/ui/alert';

/**
 * Warns somebody who retires an old secret that the new one is not in use.
 * @param text how that is known
 */
export function UnusedNewSecret({ text }: { text: string }) {
  return (
    <Alert tone="warning" role="status">
      {`${text} Until it is in use everywhere, calls need the old one.`}
    </Alert>
  );
}
