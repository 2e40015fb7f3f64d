import { InvitationControls } from '@/app/(portal)/settings/members/_components/invitation-controls';
import { InviteButton } from '@/app/(portal)/settings/members/_components/invite-button';
import { LocalDate } from '@/components/local-date';
import { ROLE_NAMES } from '@/components/role-names';
import { Section } from '@/components/section';
import { Badge } from '@/components/ui/badge';
import type { WorkspaceActor } from '@/lib/domain/actor';
import { listInvitations } from '@/lib/domain/invitations/list';
import { controlOf } from '@/lib/domain/permissions';

/** The people who are invited and have not joined, for those who may invite. */
export async function InvitationsSection({ actor }: { actor: WorkspaceActor }) {
  const listed = await listInvitations(actor);
  if (!listed.ok) return null;
  const invitations = listed.value;
  const create = controlOf(actor, 'invitations/create');
  return (
    <Section
      title="Invitations"
      lead="By email. The link works once and for 7 days, with or without an account."
      action={<InviteButton disabledReason={create.disabledReason} />}
    >
      {invitations.length === 0 ? (
        <p className="px-4 pt-3 pb-4 text-ink-muted sm:px-5">Nobody is invited at the moment.</p>
      ) : (
        <ul aria-label="Invitations" className="mt-3 divide-y border-t">
          {invitations.map(({ id, email, role, expiresAt, isExpired }) => (
            <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2.5 sm:px-5">
              <span className="wrap-anywhere font-medium">{email}</span>
              <Badge>{ROLE_NAMES[role]}</Badge>
              <span className="text-[0.8125rem] text-ink-muted">
                <span>{isExpired ? 'Expired on ' : 'Until '}</span>
                <LocalDate date={expiresAt} />
              </span>
              <InvitationControls
                invitation={{ id, email, role }}
                resend={create}
                withdraw={controlOf(actor, 'invitations/withdraw')}
              />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
