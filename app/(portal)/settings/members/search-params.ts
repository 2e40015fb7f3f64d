import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import { ROLES } from '@/lib/domain/members/schema';

/** The URL parameters of the members page. */
const memberParams = {
  search: parseAsString,
  role: parseAsStringLiteral(ROLES),
  cursor: parseAsString,
  /** Whose known keys are shown. */
  keysOf: parseAsString,
  keysCursor: parseAsString,
  /** The search and the page of the invitations. */
  invited: parseAsString,
  invitedCursor: parseAsString,
};

const urlKeys = {
  search: 'q',
  keysOf: 'keys-of',
  keysCursor: 'keys-cursor',
  invitedCursor: 'invited-cursor',
} as const;

export const loadMemberParams = createLoader(memberParams, { urlKeys });
const serialize = createSerializer(memberParams, { urlKeys });

export type MemberParams = inferParserType<typeof memberParams>;

/** The URL of the page. Parameters that are left out have their defaults. */
export function membersHref(params: Partial<MemberParams>): string {
  return serialize('/settings/members', params);
}
