import { ROLE_NAMES } from '@/components/role-names';
import { Section } from '@/components/section';
import { Badge } from '@/components/ui/badge';
import type { MemberSummary } from '@/lib/domain/support/summary';

interface MembersSectionProps {
  members: MemberSummary[];
  /** The number of all members, shown or not. */
  count: number;
}

/** The members of the workspace. */
export function MembersSection({ members, count }: MembersSectionProps) {
  const lead = count > members.length ? `${members.length} of ${count}, owners first` : undefined;
  return (
    <Section title="Members" lead={lead}>
      <ul aria-label="Members" className="mt-3 divide-y border-t">
        {members.map(({ userId, name, email, role, emailVerified, disabled }) => (
          <li key={userId} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 sm:px-5">
            <span className="wrap-anywhere font-medium">{name}</span>
            <span className="wrap-anywhere text-ink-muted">{email}</span>
            <span className="ml-auto flex flex-wrap gap-1.5">
              {disabled && <Badge tone="danger">Disabled</Badge>}
              {!emailVerified && <Badge tone="warning">Email not confirmed</Badge>}
              <Badge>{ROLE_NAMES[role]}</Badge>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
