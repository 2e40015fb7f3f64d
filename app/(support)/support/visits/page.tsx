import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { OpenVisitList } from '@/app/(support)/support/visits/_components/open-visit-list';
import { requireStaff } from '@/lib/auth/staff';
import { now } from '@/lib/clock';
import { listOpenVisits } from '@/lib/domain/support/list-open';

export const metadata: Metadata = { title: 'Open visits' };

export default async function OpenVisitsPage() {
  const { actor } = await requireStaff();
  const listed = await listOpenVisits(actor);
  if (!listed.ok) notFound();
  return (
    <div className="space-y-6">
      <div className="space-y-1">
        <h1 className="font-semibold text-xl leading-8 tracking-tight">Open visits</h1>
        <p className="text-ink-muted">
          Who is in a customer’s account right now. An ended visit is over at once.
        </p>
      </div>
      <OpenVisitList visits={listed.value} now={now().getTime()} />
    </div>
  );
}
