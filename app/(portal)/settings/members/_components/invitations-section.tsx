import Link from 'next/link';
import { InvitationFilter } from '@/app/(portal)/settings/members/_components/invitation-filter';
import { InvitationRow } from '@/app/(portal)/settings/members/_components/invitation-row';
import { InviteButton } from '@/app/(portal)/settings/members/_components/invite-button';
import { type MemberParams, membersHref } from '@/app/(portal)/settings/members/search-params';
import { Pager } from '@/components/pager';
import { Section } from '@/components/section';
import { buttonClass } from '@/components/ui/button';
import type { WorkspaceActor } from '@/lib/domain/actor';
import type { InvitationPage } from '@/lib/domain/invitations/list';
import type { SecretFormat } from '@/lib/domain/key-secrets/pasted-secret';
import { controlOf } from '@/lib/domain/permissions';

interface InvitationsSectionProps {
  page: InvitationPage;
  params: MemberParams;
  actor: WorkspaceActor;
  /** Tells a pasted secret apart from other text. */
  format: SecretFormat;
}

/** The people who are invited and have not joined, for those who may invite. */
export function InvitationsSection({
  page: { invitations, nextCursor },
  params,
  actor,
  format,
}: InvitationsSectionProps) {
  const { search, role, invited, invitedCursor } = params;
  const create = controlOf(actor, 'invitations/create');
  const withdraw = controlOf(actor, 'invitations/withdraw');
  const isWhole = !invited && !invitedCursor && !nextCursor;
  return (
    <Section
      title="Invitations"
      lead="By email. The link works once and for 7 days, with or without an account."
      action={<InviteButton disabledReason={create.disabledReason} />}
    >
      {!isWhole && (
        <InvitationFilter
          invited={invited ?? ''}
          members={{ q: search ?? '', role: role ?? '' }}
          format={format}
        />
      )}
      {invitations.length > 0 && (
        <ul aria-label="Invitations" className="mt-3 divide-y border-t">
          {invitations.map((invitation) => (
            <InvitationRow key={invitation.id} invitation={invitation} resend={create} withdraw={withdraw} />
          ))}
        </ul>
      )}
      {invitations.length === 0 && (
        <p className="flex flex-wrap gap-x-1.5 px-4 pt-3 pb-4 text-ink-muted sm:px-5">
          <span>{isWhole ? 'Nobody is invited at the moment.' : 'No invitation matches.'}</span>
          {!isWhole && (
            <Link
              href={membersHref({ search, role })}
              scroll={false}
              prefetch={false}
              className={buttonClass({ variant: 'link', size: 'inline' })}
            >
              Show all
            </Link>
          )}
        </p>
      )}
      {(invitedCursor || nextCursor) && (
        <Pager
          label="Pages of invitations"
          newest={invitedCursor && membersHref({ search, role, invited })}
          older={nextCursor && membersHref({ search, role, invited, invitedCursor: nextCursor })}
          inPlace
          className="justify-end border-t px-4 py-3 sm:px-5"
        />
      )}
    </Section>
  );
}
