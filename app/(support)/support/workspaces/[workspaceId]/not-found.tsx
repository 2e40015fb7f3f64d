import Link from 'next/link';
import { buttonClass } from '@/components/ui/button';
import { Card } from '@/components/ui/card';

export default function CustomerNotFound() {
  return (
    <Card className="space-y-4 px-6 py-12 text-center">
      <div className="space-y-1">
        <h1 className="font-semibold text-lg">There is no such workspace</h1>
        <p className="text-ink-muted">Its address may be mistyped, or the workspace is gone.</p>
      </div>
      <Link prefetch={false} href="/support" className={buttonClass()}>
        Search customers
      </Link>
    </Card>
  );
}
