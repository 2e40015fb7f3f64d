import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import type { SearchParams } from 'nuqs/server';
import { AuditFilters } from '@/app/(portal)/settings/audit-log/_components/audit-filters';
import { AuditList } from '@/app/(portal)/settings/audit-log/_components/audit-list';
import {
  auditHref,
  exportHref,
  loadAuditParams,
  toFilter,
} from '@/app/(portal)/settings/audit-log/search-params';
import { ExportLink } from '@/components/export-link';
import { Alert } from '@/components/ui/alert';
import { buttonClass } from '@/components/ui/button';
import { requireActor } from '@/lib/auth/actor';
import { type AuditPage, listAuditEvents } from '@/lib/domain/audit/list';
import { listAuditPeople } from '@/lib/domain/audit/people';
import { secretFormat } from '@/lib/domain/key-secrets/pasted-secret';
import { controlOf } from '@/lib/domain/permissions';
import { currentProfile } from '@/lib/profiles/current';

export const metadata: Metadata = { title: 'Audit log' };

export default async function AuditLogPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireActor();
  const params = await loadAuditParams(searchParams);
  const filter = toFilter(params);
  const [listed, people] = await Promise.all([
    listAuditEvents(actor, { ...filter, cursor: params.cursor ?? undefined }),
    listAuditPeople(actor),
  ]);
  if (!people.ok) return <Alert tone="danger">{people.refusal.message}</Alert>;
  // Only an invalid URL is refused.
  if (!listed.ok) redirect(auditHref({}));

  const exports = controlOf(actor, 'audit/export');
  const { what, who, from, to, target, impersonationId } = params;
  const isFiltered = auditHref({ ...params, cursor: null }) !== auditHref({});
  return (
    <div className="space-y-5">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-4">
        <div className="max-w-2xl space-y-1">
          <h1 className="font-semibold text-xl leading-8 tracking-tight">Audit log</h1>
          <p className="text-ink-muted">
            Changes in this workspace: who made them, when, and from which address.
          </p>
        </div>
        <span className="flex gap-2">
          <ExportLink href={exportHref('csv', params)} format="CSV" control={exports} />
          <ExportLink href={exportHref('json', params)} format="JSON" control={exports} />
        </span>
      </div>
      <AuditFilters
        values={{
          what: what === 'changes' ? '' : what,
          who: who ?? '',
          from: from ?? '',
          to: to ?? '',
          target: target ?? '',
        }}
        session={impersonationId}
        format={secretFormat(currentProfile().keys)}
        people={withActor(people.value, who, listed.value)}
      />
      {isFiltered && (
        <p className="flex flex-wrap items-center gap-x-3 text-[0.8125rem] text-ink-muted">
          {impersonationId && <span>Events of one support session only.</span>}
          <Link
            prefetch={false}
            href={auditHref({})}
            scroll={false}
            className={buttonClass({ variant: 'link', size: 'inline' })}
          >
            Clear the filter
          </Link>
        </p>
      )}
      <AuditList page={listed.value} params={params} isFiltered={isFiltered} />
    </div>
  );
}

/** The members, and the actor in the URL if it is not a member: a key, an agent, a former member. */
function withActor(
  people: Array<{ id: string; name: string }>,
  who: string | null,
  { events }: AuditPage,
): Array<{ id: string; name: string }> {
  if (!who?.includes('_') || people.some(({ id }) => id === who)) return people;
  const name = events.find(({ actor }) => actor.id === who)?.actor.name;
  return [...people, { id: who, name: name ?? who }];
}
