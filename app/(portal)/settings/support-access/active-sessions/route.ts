import { memberRoute } from '@/lib/actions/member-route';
import { listActiveSessions } from '@/lib/domain/impersonation/active-sessions';

/** The open support sessions in the workspace. Every page of a member polls it. */
export const GET = memberRoute('impersonation/active-sessions', listActiveSessions);
