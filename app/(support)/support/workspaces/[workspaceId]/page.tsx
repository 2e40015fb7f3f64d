import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { createLoader, parseAsString, type SearchParams } from 'nuqs/server';
import { AccountSection } from '@/app/(support)/support/workspaces/[workspaceId]/_components/account-section';
import { ImpersonationNotice } from '@/app/(support)/support/workspaces/[workspaceId]/_components/impersonation-notice';
import { ImpersonationsSection } from '@/app/(support)/support/workspaces/[workspaceId]/_components/impersonations-section';
import { KeysSection } from '@/app/(support)/support/workspaces/[workspaceId]/_components/keys-section';
import { MembersSection } from '@/app/(support)/support/workspaces/[workspaceId]/_components/members-section';
import { RefusalsSection } from '@/app/(support)/support/workspaces/[workspaceId]/_components/refusals-section';
import { StartImpersonation } from '@/app/(support)/support/workspaces/[workspaceId]/_components/start-impersonation';
import { Breadcrumb } from '@/components/breadcrumb';
import { Badge } from '@/components/ui/badge';
import { requireStaff } from '@/lib/auth/staff';
import { now as currentTime } from '@/lib/clock';
import { readSummary } from '@/lib/domain/support/summary';

interface CustomerPageProps {
  params: Promise<{ workspaceId: string }>;
  searchParams: Promise<SearchParams>;
}

/** The support session that the agent just left, and the member whom they searched for. */
const loadParams = createLoader({ session: parseAsString, member: parseAsString });

export const metadata: Metadata = { title: 'Customer' };

export default async function CustomerPage({ params, searchParams }: CustomerPageProps) {
  const { actor } = await requireStaff();
  const { workspaceId } = await params;
  const { session, member } = await loadParams(searchParams);
  const read = await readSummary(actor, { workspaceId, memberId: member ?? undefined });
  if (!read.ok) notFound();
  const summary = read.value;
  const { workspace, impersonations } = summary;
  const ended = impersonations.find(({ id, end }) => id === session && end);
  const now = currentTime().getTime();
  return (
    <div className="space-y-6">
      <Breadcrumb href="/support" parent="Customers" current={workspace.name} />
      {ended && <ImpersonationNotice impersonation={ended} />}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-4">
        <div className="min-w-0 space-y-1">
          <h1 className="wrap-anywhere font-semibold text-xl leading-8 tracking-tight">{workspace.name}</h1>
          <p className="flex flex-wrap items-center gap-2">
            <span className="select-all font-mono text-ink-muted text-xs">{workspace.id}</span>
            {workspace.suspendedAt && <Badge tone="danger">Suspended</Badge>}
            {workspace.closedAt && <Badge>Closed</Badge>}
          </p>
        </div>
        <StartImpersonation actor={actor} summary={summary} memberId={member} />
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="space-y-6">
          <MembersSection members={summary.members} count={summary.memberCount} />
          <KeysSection keys={summary.keys} />
          <RefusalsSection refusals={summary.refusals} now={now} />
        </div>
        <AccountSection summary={summary} />
      </div>
      <ImpersonationsSection impersonations={impersonations} now={now} />
    </div>
  );
}
