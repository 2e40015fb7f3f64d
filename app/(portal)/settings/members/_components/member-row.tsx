import {
  type MemberControlStates,
  MemberControls,
} from '@/app/(portal)/settings/members/_components/member-controls';
import { CaptionedCell } from '@/components/captioned-cell';
import { RelativeTime } from '@/components/relative-time';
import { ROLE_NAMES } from '@/components/role-names';
import { Badge } from '@/components/ui/badge';
import type { Member } from '@/lib/domain/members/list';
import { say } from '@/lib/say';

interface MemberRowProps {
  member: Member;
  /** The name, with the id if other members have the same name. */
  name: string;
  /** Whether it is the viewer. */
  isSelf: boolean;
  controls: MemberControlStates;
  now: number;
}

/** One member. */
export function MemberRow({ member, name, isSelf, controls, now }: MemberRowProps) {
  const { email, role, emailVerified, disabled, hasSecondFactor, lastSeenAt, keysCreated } = member;
  return (
    <tr className="grid grid-cols-2 gap-x-4 gap-y-3 p-4 @[56rem]:table-row">
      <th
        scope="row"
        className="wrap-anywhere col-span-2 min-w-0 text-left font-medium @[56rem]:py-3 @[56rem]:pr-2 @[56rem]:pl-4 @[56rem]:align-top"
      >
        <span>{member.name}</span>
        {isSelf && <span className="font-normal text-ink-muted"> (you)</span>}
        <span className="block font-normal text-[0.8125rem] text-ink-muted">{email}</span>
        {(disabled || !emailVerified) && (
          <span className="mt-1 flex flex-wrap gap-1.5">
            {disabled && <Badge tone="danger">Disabled</Badge>}
            {!emailVerified && <Badge tone="warning">Email not confirmed</Badge>}
          </span>
        )}
      </th>
      <CaptionedCell from="56rem" caption="Role">
        <Badge>{ROLE_NAMES[role]}</Badge>
      </CaptionedCell>
      <CaptionedCell from="56rem" caption="Two-step verification">
        <Badge tone={hasSecondFactor ? 'success' : 'warning'}>{hasSecondFactor ? 'On' : 'Off'}</Badge>
      </CaptionedCell>
      <CaptionedCell from="56rem" caption="Last seen">
        {lastSeenAt ? (
          <RelativeTime date={lastSeenAt} now={now} />
        ) : (
          <span className="text-ink-muted">Never</span>
        )}
      </CaptionedCell>
      <CaptionedCell from="56rem" caption={say`Keys created`}>
        <span className="tabular-nums">{keysCreated}</span>
      </CaptionedCell>
      <td className="col-span-2 @[56rem]:py-2.5 @[56rem]:pr-4 @[56rem]:pl-2 @[56rem]:align-top">
        <MemberControls member={{ ...member, name }} isSelf={isSelf} controls={controls} />
      </td>
    </tr>
  );
}
