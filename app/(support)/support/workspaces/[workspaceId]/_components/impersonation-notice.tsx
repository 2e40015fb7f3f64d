import { describeEndReason } from '@/app/(support)/support/workspaces/[workspaceId]/_components/describe-end-reason';
import { Alert } from '@/components/ui/alert';
import type { ImpersonationView } from '@/lib/domain/impersonation/view';

/** Tells an agent why their support session ended. */
export function ImpersonationNotice({
  impersonation: { subject, end },
}: {
  impersonation: ImpersonationView;
}) {
  if (!end) return null;
  return (
    <Alert
      tone={end.reason === 'exit' ? 'success' : 'warning'}
      title={`Your support session as ${subject.name} has ended`}
    >
      {describeEndReason(end)}
    </Alert>
  );
}
