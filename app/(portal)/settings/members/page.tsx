import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import type { SearchParams } from 'nuqs/server';
import { InvitationsSection } from '@/app/(portal)/settings/members/_components/invitations-section';
import { KnownKeysSection } from '@/app/(portal)/settings/members/_components/known-keys-section';
import { LeaveSection } from '@/app/(portal)/settings/members/_components/leave-section';
import { MemberFilters } from '@/app/(portal)/settings/members/_components/member-filters';
import { MemberList } from '@/app/(portal)/settings/members/_components/member-list';
import { loadMemberParams, membersHref } from '@/app/(portal)/settings/members/search-params';
import { requireActor } from '@/lib/auth/actor';
import { listInvitations } from '@/lib/domain/invitations/list';
import { secretFormat } from '@/lib/domain/key-secrets/pasted-secret';
import { listMembers } from '@/lib/domain/members/list';
import { controlOf } from '@/lib/domain/permissions';
import { currentProfile } from '@/lib/profiles/current';

export const metadata: Metadata = { title: 'Members' };

export default async function MembersPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireActor();
  const params = await loadMemberParams(searchParams);
  const { search, role, cursor, keysOf, keysCursor, invited, invitedCursor } = params;
  const [listed, invitations] = await Promise.all([
    listMembers(actor, {
      search: search ?? undefined,
      role: role ?? undefined,
      cursor: cursor ?? undefined,
    }),
    listInvitations(actor, { search: invited ?? undefined, cursor: invitedCursor ?? undefined }),
  ]);
  // Besides roles that see no invitations, only an invalid URL is refused.
  const isInvalid = !(listed.ok && (invitations.ok || invitations.refusal.code === 'FORBIDDEN'));
  if (isInvalid) redirect(membersHref({}));
  const format = secretFormat(currentProfile().keys);
  return (
    <div className="space-y-5">
      <div className="max-w-2xl space-y-1">
        <h1 className="font-semibold text-xl leading-8 tracking-tight">Members</h1>
        <p className="text-ink-muted">The people who can sign in to this workspace, and what they may do.</p>
      </div>
      {keysOf && <KnownKeysSection actor={actor} userId={keysOf} cursor={keysCursor} />}
      <MemberFilters values={{ q: search ?? '', role: role ?? '' }} invited={invited ?? ''} format={format} />
      <MemberList page={listed.value} params={params} actor={actor} />
      {invitations.ok && (
        <InvitationsSection page={invitations.value} params={params} actor={actor} format={format} />
      )}
      <LeaveSection workspaceId={actor.workspaceId} control={controlOf(actor, 'members/leave')} />
    </div>
  );
}
