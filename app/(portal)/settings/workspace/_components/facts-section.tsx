import type { ReactNode } from 'react';
import { LocalDate } from '@/components/local-date';
import { Section } from '@/components/section';
import type { WorkspaceSettings } from '@/lib/domain/workspaces/settings';

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-4 py-2.5 sm:grid-cols-[12rem_minmax(0,1fr)]">
      <dt className="text-ink-muted">{name}</dt>
      <dd className="wrap-anywhere">{children}</dd>
    </div>
  );
}

/** What cannot be changed. */
export function FactsSection({ settings: { id, currency, createdAt } }: { settings: WorkspaceSettings }) {
  return (
    <Section title="About this workspace" lead="Name the ID when you write to support.">
      <dl className="divide-y px-4 pt-1 pb-2 sm:px-5">
        <Fact name="Workspace ID">
          <span className="font-mono text-xs">{id}</span>
        </Fact>
        <Fact name="Currency">{currency}</Fact>
        <Fact name="Created">
          <LocalDate date={createdAt} />
        </Fact>
      </dl>
    </Section>
  );
}
