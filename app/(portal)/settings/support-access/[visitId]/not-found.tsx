import Link from 'next/link';
import { buttonClass } from '@/components/ui/button';
import { Card } from '@/components/ui/card';

/** For a visit to another workspace, which looks as one that never was. */
export default function VisitNotFound() {
  return (
    <Card className="space-y-4 px-6 py-12 text-center">
      <div className="space-y-1">
        <h1 className="font-semibold text-lg">There is no such visit</h1>
        <p className="text-ink-muted">Its address may be mistyped, or the visit was to another workspace.</p>
      </div>
      <Link prefetch={false} href="/settings/support-access" className={buttonClass()}>
        All visits
      </Link>
    </Card>
  );
}
