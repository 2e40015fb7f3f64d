import Link from 'next/link';
import { buttonClass } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { env } from '@/lib/env';

/** Also for a message of another workspace, so that the page does not reveal that it exists. */
export default function MessageNotFound() {
  const { RETENTION_DAYS } = env();
  return (
    <Card className="space-y-4 px-6 py-12 text-center">
      <div className="space-y-1">
        <h1 className="font-semibold text-lg">Message not found</h1>
        <p className="text-ink-muted">
          Check the address, or sign in to the workspace that the message belongs to.
        </p>
        {RETENTION_DAYS !== undefined && (
          <p className="text-ink-muted">{`Messages are kept for ${RETENTION_DAYS} days.`}</p>
        )}
      </div>
      <Link prefetch={false} href="/messages" className={buttonClass()}>
        All messages
      </Link>
    </Card>
  );
}
