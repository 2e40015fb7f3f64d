import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { ActWithoutAsking } from '@/app/(portal)/settings/support-access/_components/act-without-asking';
import { ImpersonationHistory } from '@/app/(portal)/settings/support-access/_components/impersonation-history';
import { impersonationNames } from '@/app/(portal)/settings/support-access/_components/impersonation-names';
import { PolicyForm } from '@/app/(portal)/settings/support-access/_components/late-forms';
import { OpenImpersonations } from '@/app/(portal)/settings/support-access/_components/open-impersonations';
import { Section } from '@/components/section';
import { Alert } from '@/components/ui/alert';
import { requireActor } from '@/lib/auth/actor';
import { now } from '@/lib/clock';
import { listImpersonations } from '@/lib/domain/impersonation/list';
import { readSupportAccess } from '@/lib/domain/impersonation/read-access';
import { controlOf } from '@/lib/domain/permissions';
import { say } from '@/lib/say';

export const metadata: Metadata = { title: 'Support access' };

interface SupportAccessPageProps {
  searchParams: Promise<{ sessions?: string | string[] }>;
}

export default async function SupportAccessPage({ searchParams }: SupportAccessPageProps) {
  const actor = await requireActor();
  const { sessions } = await searchParams;
  const cursor = typeof sessions === 'string' ? sessions : undefined;
  const [policy, open, ended] = await Promise.all([
    readSupportAccess(actor),
    listImpersonations(actor, { which: 'open' }),
    listImpersonations(actor, { which: 'ended', cursor }),
  ]);
  if (!policy.ok) return <Alert tone="danger">{policy.refusal.message}</Alert>;
  // Only an invalid cursor is refused.
  if (!open.ok || !ended.ok) redirect('/settings/support-access');

  const { access, actsUntil } = policy.value;
  const change = controlOf(actor, 'impersonation/set-access');
  const renderedAt = now().getTime();
  const names = impersonationNames([...open.value.impersonations, ...ended.value.impersonations]);
  return (
    <div className="max-w-3xl space-y-5">
      <div className="space-y-1">
        <h1 className="font-semibold text-xl leading-8 tracking-tight">Support access</h1>
        <p className="text-ink-muted">{say`What our support team can do in your workspace, and what it did. It never sees the secrets of your keys and cannot create new ones.`}</p>
      </div>
      {!change.shown && <Alert>You can see these settings. Only an owner or admin can change them.</Alert>}
      <OpenImpersonations
        impersonations={open.value.impersonations}
        names={names}
        answer={controlOf(actor, 'act-requests/answer')}
        end={controlOf(actor, 'impersonation/end')}
        now={renderedAt}
      />
      <Section title="What support can do" lead="Changes apply at once, to current sessions too.">
        <PolicyForm access={access} hasOpenSession={open.value.impersonations.length > 0} control={change} />
        {access === 'ask' && <ActWithoutAsking actsUntil={actsUntil} control={change} now={renderedAt} />}
      </Section>
      <ImpersonationHistory page={ended.value} names={names} isOlder={cursor !== undefined} />
    </div>
  );
}
