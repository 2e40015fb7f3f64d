import { Alert } from '@/components/ui/alert';

/** What was refused about a form as a whole; nothing when nothing was. */
export function RefusalAlert({ message }: { message: string | undefined }) {
  if (!message) return null;
  return (
    <Alert tone="danger" role="alert">
      {message}
    </Alert>
  );
}
