import Link from 'next/link';
import { buttonClass } from '@/components/ui/button';
import { Card } from '@/components/ui/card';

/** Also for a message of another workspace, so that the page does not reveal that it exists. */
export default function MessageNotFound() {
  return (
    <Card className="space-y-4 px-6 py-12 text-center">
      <div className="space-y-1">
        <h1 className="font-semibold text-lg">Message not found</h1>
        <p className="text-ink-muted">
          Check the address, or sign in to the workspace that the message belongs to.
        </p>
      </div>
      <Link prefetch={false} href="/messages" className={buttonClass()}>
        All messages
      </Link>
    </Card>
  );
}
