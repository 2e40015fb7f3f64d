import Link from 'next/link';
import { buttonClass } from '@/components/ui/button';
import { Card } from '@/components/ui/card';

export default function CustomerNotFound() {
  return (
    <Card className="space-y-4 px-6 py-12 text-center">
      <div className="space-y-1">
        <h1 className="font-semibold text-lg">Workspace not found</h1>
        <p className="text-ink-muted">Check the address. The workspace may have been deleted.</p>
      </div>
      <Link prefetch={false} href="/support" className={buttonClass()}>
        Search customers
      </Link>
    </Card>
  );
}
