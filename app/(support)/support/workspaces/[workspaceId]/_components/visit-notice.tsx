import { describeEnding } from '@/app/(support)/support/workspaces/[workspaceId]/_components/describe-ending';
import { Alert } from '@/components/ui/alert';
import type { VisitView } from '@/lib/domain/support/visit-view';

/** Tells an agent who comes back from a visit how it ended. */
export function VisitNotice({ visit: { subject, ending } }: { visit: VisitView }) {
  if (!ending) return null;
  return (
    <Alert
      tone={ending.end === 'exit' ? 'success' : 'warning'}
      title={`The visit as ${subject.name} is over`}
    >
      {`It ended because ${describeEnding(ending)}.`}
    </Alert>
  );
}
