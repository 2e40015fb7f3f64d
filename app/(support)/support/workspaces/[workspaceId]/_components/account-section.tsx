import type { ReactNode } from 'react';
import { LocalDate } from '@/components/local-date';
import { Section } from '@/components/section';
import type { SupportAccessView } from '@/lib/domain/impersonation/read-access';
import type { CustomerSummary } from '@/lib/domain/support/summary';
import { formatMoney } from '@/lib/domain/wallet/money-text';
import { say } from '@/lib/say';

const ACCESS_NAMES = {
  never: 'No support access',
  view: 'View only',
  ask: 'View, and make changes with approval',
};

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="space-y-0.5">
      <dt className="text-ink-muted text-xs">{name}</dt>
      <dd className="tabular-nums">{children}</dd>
    </div>
  );
}

function Access({ access, actsUntil }: SupportAccessView) {
  if (!actsUntil) return <span>{ACCESS_NAMES[access]}</span>;
  return (
    <span>
      Changes are pre-approved until <LocalDate date={actsUntil} withTime />
    </span>
  );
}

/** The workspace's balance, support access and dates. */
export function AccountSection({ summary: { workspace, balance, access } }: { summary: CustomerSummary }) {
  return (
    <Section title="Account">
      <dl className="space-y-3 px-4 pt-3 pb-5 sm:px-5">
        <Row name="Balance">{formatMoney(balance.live)}</Row>
        <Row name={say`Sandbox balance`}>{formatMoney(balance.sandbox)}</Row>
        <Row name="Support access">
          <Access {...access} />
        </Row>
        <Row name="Customer since">
          <LocalDate date={workspace.createdAt} />
        </Row>
        {workspace.suspendedAt && (
          <Row name="Suspended since">
            <LocalDate date={workspace.suspendedAt} withTime />
          </Row>
        )}
        {workspace.closedAt && (
          <Row name="Closed since">
            <LocalDate date={workspace.closedAt} withTime />
          </Row>
        )}
        {workspace.deletesAt && (
          <Row name="Data deleted on">
            <LocalDate date={workspace.deletesAt} />
          </Row>
        )}
      </dl>
    </Section>
  );
}
