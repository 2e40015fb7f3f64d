import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { AttentionSection } from '@/app/(portal)/(overview)/_components/attention-section';
import { FirstStepsSection } from '@/app/(portal)/(overview)/_components/first-steps-section';
import { attentionItems } from '@/app/(portal)/(overview)/attention-items';
import { openSteps } from '@/app/(portal)/(overview)/open-steps';
import { Section } from '@/components/section';
import { Alert } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { MessagesChart } from '@/components/usage/messages-chart';
import { UsageChart } from '@/components/usage/usage-chart';
import { requireActor } from '@/lib/auth/actor';
import { readOverview } from '@/lib/domain/overview/read';
import { controlOf } from '@/lib/domain/permissions';
import { type OverallUsage, readOverallUsage } from '@/lib/domain/usage/overall';
import { formatMoney } from '@/lib/domain/wallet/money-text';
import { currentProfile } from '@/lib/profiles/current';
import { say } from '@/lib/say';

export const metadata: Metadata = { title: 'Overview' };

interface OverviewPageProps {
  searchParams: Promise<{ removed?: string | string[] }>;
}

/** The state of the workspace at a glance. */
export default async function OverviewPage({ searchParams }: OverviewPageProps) {
  const { removed } = await searchParams;
  // The page with the keys explains how to handle a secret.
  if (removed === 'secret') redirect('/settings/api-keys?removed=secret');
  const actor = await requireActor();
  const [overview, usage] = await Promise.all([
    readOverview(actor, {}),
    readOverallUsage(actor, { days: 7 }),
  ]);
  if (!overview.ok) return <Alert tone="danger">{overview.refusal.message}</Alert>;
  if (!usage.ok) return <Alert tone="danger">{usage.refusal.message}</Alert>;

  const { attention, firstSteps } = overview.value;
  const { words } = currentProfile();
  const webhooksHref = words.onePage ? '/settings/api-keys#webhooks' : '/settings/webhooks';
  const steps = firstSteps && openSteps(actor, firstSteps, webhooksHref);
  return (
    <div className="space-y-5">
      <h1 className="font-semibold text-xl leading-8 tracking-tight">Overview</h1>
      <AttentionSection items={attentionItems(attention, webhooksHref)} />
      {steps && (
        <FirstStepsSection
          steps={steps}
          disabledReason={controlOf(actor, 'overview/dismiss-first-steps').disabledReason}
        />
      )}
      <Figures usage={usage.value} />
      <div className="grid items-start gap-5 xl:grid-cols-2">
        <Section title="Calls" lead="Last 7 days, by day (UTC) and result">
          <UsageChart days={usage.value.days} />
        </Section>
        <Section title="Messages" lead="Last 7 days, by day (UTC) of creation">
          <MessagesChart days={usage.value.days} />
        </Section>
      </div>
    </div>
  );
}

/** What happened in the last days, in four numbers. */
function Figures({ usage: { days, currency } }: { usage: OverallUsage }) {
  const sum = (count: (day: OverallUsage['days'][number]) => number) =>
    days.reduce((total, day) => total + count(day), 0);
  const delivered = sum((day) => day.delivered);
  const finalized = delivered + sum((day) => day.undelivered);
  // Not rounded up, because 100% says that every message arrived.
  const rate = (delivered / finalized).toLocaleString('en', {
    style: 'percent',
    maximumFractionDigits: 1,
    roundingMode: 'trunc',
  });
  const spend = days.reduce((total, day) => total + day.spend, 0n);
  const { live, sandbox } = currentProfile().keys.environments;
  const environments = `${live.label} and ${sandbox.label}`.toLowerCase();
  const figures = [
    {
      name: 'Calls',
      value: sum((day) => day.succeeded + day.refused + day.failed).toLocaleString('en'),
      note: 'last 7 days',
    },
    { name: 'Messages', value: sum((day) => day.messages).toLocaleString('en'), note: 'last 7 days' },
    {
      name: 'Delivery rate',
      value: finalized === 0 ? '–' : rate,
      note:
        finalized === 0
          ? 'no message has a final status'
          : `of ${finalized.toLocaleString('en')} ${environments} messages`,
    },
    {
      name: 'Spend',
      value: formatMoney({ amount: spend, currency }),
      note: say`${live.label.toLowerCase()} keys, last 7 days`,
    },
  ];
  return (
    <Card>
      <dl aria-label="Last 7 days" className="grid grid-cols-2 gap-y-4 py-4 lg:grid-cols-4 lg:divide-x">
        {figures.map(({ name, value, note }) => (
          <div key={name} className="min-w-0 px-4 sm:px-5">
            <dt className="text-ink-muted text-xs">{name}</dt>
            <dd>
              <span className="block font-semibold text-xl tabular-nums tracking-tight">{value}</span>
              <span className="block text-ink-muted text-xs">{note}</span>
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
