import { InvitationControls } from '@/app/(portal)/settings/members/_components/invitation-controls';
import { LocalDate } from '@/components/local-date';
import { ROLE_NAMES } from '@/components/role-names';
import { Badge } from '@/components/ui/badge';
import type { InvitationView } from '@/lib/domain/invitations/list';
import type { Control } from '@/lib/domain/permissions';

interface InvitationRowProps {
  invitation: InvitationView;
  resend: Control;
  withdraw: Control;
}

/** One invitation: for whom, from whom and until when, and its buttons. */
export function InvitationRow({ invitation, resend, withdraw }: InvitationRowProps) {
  const { id, email, role, invitedBy, expiresAt, isExpired } = invitation;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2.5 sm:px-5">
      <span className="wrap-anywhere font-medium">{email}</span>
      <Badge>{ROLE_NAMES[role]}</Badge>
      <span className="wrap-anywhere text-[0.8125rem] text-ink-muted">
        <span>{isExpired ? 'Expired on ' : 'Until '}</span>
        <LocalDate date={expiresAt} />
        {invitedBy !== null && <span>{`, from ${invitedBy}`}</span>}
      </span>
      <InvitationControls invitation={{ id, email, role }} resend={resend} withdraw={withdraw} />
    </li>
  );
}
