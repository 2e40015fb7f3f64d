import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { FreeHand } from '@/app/(portal)/settings/support-access/_components/free-hand';
import { PolicyForm } from '@/app/(portal)/settings/support-access/_components/policy-form';
import { VisitHistory } from '@/app/(portal)/settings/support-access/_components/visit-history';
import { visitNames } from '@/app/(portal)/settings/support-access/_components/visit-names';
import { VisitsNow } from '@/app/(portal)/settings/support-access/_components/visits-now';
import { Section } from '@/components/section';
import { Alert } from '@/components/ui/alert';
import { requireActor } from '@/lib/auth/actor';
import { now } from '@/lib/clock';
import { controlOf } from '@/lib/domain/permissions';
import { listVisits } from '@/lib/domain/support/list-visits';
import { readSupportAccess } from '@/lib/domain/support/read-access';

export const metadata: Metadata = { title: 'Support access' };

interface SupportAccessPageProps {
  searchParams: Promise<{ visits?: string | string[] }>;
}

export default async function SupportAccessPage({ searchParams }: SupportAccessPageProps) {
  const actor = await requireActor();
  const { visits } = await searchParams;
  const cursor = typeof visits === 'string' ? visits : undefined;
  const [policy, open, over] = await Promise.all([
    readSupportAccess(actor),
    listVisits(actor, { which: 'open' }),
    listVisits(actor, { which: 'over', cursor }),
  ]);
  if (!policy.ok) return <Alert tone="danger">{policy.refusal.message}</Alert>;
  // Only an address made by hand is refused.
  if (!open.ok || !over.ok) redirect('/settings/support-access');

  const { access, actsUntil } = policy.value;
  const change = controlOf(actor, 'support/set-access');
  const renderedAt = now().getTime();
  const names = visitNames([...open.value.visits, ...over.value.visits]);
  return (
    <div className="max-w-3xl space-y-5">
      <div className="space-y-1">
        <h1 className="font-semibold text-xl leading-8 tracking-tight">Support access</h1>
        <p className="text-ink-muted">
          How far our support may come into your workspace, and what it did here. It never sees the secrets of
          your keys, and cannot make new ones.
        </p>
      </div>
      {!change.shown && <Alert>You can see these settings; only an owner or admin may change them.</Alert>}
      <VisitsNow
        visits={open.value.visits}
        names={names}
        answer={controlOf(actor, 'support/answer-request')}
        end={controlOf(actor, 'support/end-visit')}
        now={renderedAt}
      />
      <Section title="Who may come in" lead="A change holds at once, also for visits that go on.">
        <PolicyForm access={access} isOccupied={open.value.visits.length > 0} control={change} />
        {access === 'ask' && <FreeHand actsUntil={actsUntil} control={change} now={renderedAt} />}
      </Section>
      <VisitHistory page={over.value} names={names} isOlder={cursor !== undefined} />
    </div>
  );
}
