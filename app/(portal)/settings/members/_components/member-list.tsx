import Link from 'next/link';
import type { MemberControlStates } from '@/app/(portal)/settings/members/_components/member-controls';
import { MemberRow } from '@/app/(portal)/settings/members/_components/member-row';
import { type MemberParams, membersHref } from '@/app/(portal)/settings/members/search-params';
import { CardTable } from '@/components/card-table';
import { distinctNames } from '@/components/distinct-names';
import { Pager } from '@/components/pager';
import { buttonClass } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { now } from '@/lib/clock';
import type { WorkspaceActor } from '@/lib/domain/actor';
import type { MemberPage } from '@/lib/domain/members/list';
import { controlOf } from '@/lib/domain/permissions';
import { say } from '@/lib/say';

const columns = () => [
  { name: 'Member', width: 'w-[25%]' },
  { name: 'Role', width: 'w-[10%]' },
  { name: 'Two-step verification', width: 'w-[12%]' },
  { name: 'Last seen', width: 'w-[10%]' },
  { name: say`Keys created`, width: 'w-[9%]' },
  { name: 'Actions', width: 'w-[34%]' },
];

interface MemberListProps {
  page: MemberPage;
  params: MemberParams;
  actor: WorkspaceActor;
}

/** The members as a table, or as cards if there is little room. */
export function MemberList({ page: { members, nextCursor }, params, actor }: MemberListProps) {
  const { search, role, cursor, invited } = params;
  if (members.length === 0) return <NoMembers />;
  const renderedAt = now().getTime();
  const names = distinctNames(members.map(({ userId, name }) => ({ id: userId, name })));
  const controls: MemberControlStates = {
    changeRole: controlOf(actor, 'members/change-role'),
    remove: controlOf(actor, 'members/remove'),
    transfer: controlOf(actor, 'members/transfer-ownership'),
    manageOwners: controlOf(actor, 'members/manage-owners'),
  };
  return (
    <>
      <Card className="@container">
        <CardTable caption="Members, those who joined last first" columns={columns()} from="56rem">
          {members.map((member) => (
            <MemberRow
              key={member.userId}
              member={member}
              name={names.get(member.userId) ?? member.name}
              isSelf={member.userId === actor.userId}
              controls={controls}
              now={renderedAt}
            />
          ))}
        </CardTable>
      </Card>
      {(cursor || nextCursor) && (
        <Pager
          label="Members"
          newest={cursor && membersHref({ search, role, invited })}
          older={nextCursor && membersHref({ search, role, invited, cursor: nextCursor })}
        />
      )}
    </>
  );
}

function NoMembers() {
  return (
    <Card className="space-y-2 px-6 py-8 text-center">
      <p className="font-medium">No member matches</p>
      <p className="text-ink-muted">Try a part of the name or the email address, or another role.</p>
      <Link
        href={membersHref({})}
        prefetch={false}
        className={buttonClass({ variant: 'link', size: 'inline' })}
      >
        Clear the filter
      </Link>
    </Card>
  );
}
