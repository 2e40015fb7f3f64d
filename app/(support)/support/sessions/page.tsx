import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { OpenImpersonationList } from '@/app/(support)/support/sessions/_components/open-impersonation-list';
import { requireStaff } from '@/lib/auth/staff';
import { now } from '@/lib/clock';
import { listOpenImpersonations } from '@/lib/domain/impersonation/list-open';

export const metadata: Metadata = { title: 'Open support sessions' };

export default async function OpenImpersonationsPage() {
  const { actor } = await requireStaff();
  const listed = await listOpenImpersonations(actor);
  if (!listed.ok) notFound();
  return (
    <div className="space-y-6">
      <div className="space-y-1">
        <h1 className="font-semibold text-xl leading-8 tracking-tight">Open support sessions</h1>
        <p className="text-ink-muted">
          Agents who are viewing a customer’s workspace now. Ending a session takes effect at once.
        </p>
      </div>
      <OpenImpersonationList impersonations={listed.value} now={now().getTime()} />
    </div>
  );
}
