import { Alert } from '@/components/ui/alert';

/** Warns before an old secret is retired that calls would have none that works. @param text that the new one is unused */
export function UnusedNewSecret({ text }: { text: string }) {
  return (
    <Alert tone="warning" role="status">
      {`${text} Until it is in use everywhere, calls need the old one.`}
    </Alert>
  );
}
