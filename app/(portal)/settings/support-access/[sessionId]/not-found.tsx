import Link from 'next/link';
import { buttonClass } from '@/components/ui/button';
import { Card } from '@/components/ui/card';

/** Also for a support session of another workspace, so that the page does not reveal that it exists. */
export default function ImpersonationNotFound() {
  return (
    <Card className="space-y-4 px-6 py-12 text-center">
      <div className="space-y-1">
        <h1 className="font-semibold text-lg">Support session not found</h1>
        <p className="text-ink-muted">
          Check the address, or sign in to the workspace that the session was in.
        </p>
      </div>
      <Link prefetch={false} href="/settings/support-access" className={buttonClass()}>
        All support sessions
      </Link>
    </Card>
  );
}
