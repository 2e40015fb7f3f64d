import Link from 'next/link';
import { LocalDate } from '@/components/local-date';
import { Alert } from '@/components/ui/alert';

interface SecondFactorNoticeProps {
  due: Date;
  workspace: string;
}

/** Tells a member until when they must set up a second factor. */
export function SecondFactorNotice({ due, workspace }: SecondFactorNoticeProps) {
  return (
    <Alert tone="warning" title="Set up two-step verification">
      <span className="wrap-anywhere">{`The workspace ${workspace} requires it from every member. `}</span>
      <span>You can’t open it any more after </span>
      <LocalDate date={due} withTime />
      <span>. </span>
      <Link
        prefetch={false}
        href="/settings/security"
        className="font-medium text-accent-text underline underline-offset-4"
      >
        Set it up
      </Link>
    </Alert>
  );
}
