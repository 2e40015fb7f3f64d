import type { ImpersonationView } from '@/lib/domain/impersonation/view';

/** Why a support session ended, as a sentence. */
export function describeEndReason({ reason, by }: NonNullable<ImpersonationView['end']>): string {
  switch (reason) {
    case 'exit':
      return 'The agent left.';
    case 'time':
      return 'Its time ran out.';
    case 'customer':
      return `${by ?? 'A member of the workspace'} ended the session.`;
    case 'lead':
      return `${by ?? 'A support lead'} ended the session.`;
    case 'access':
      return 'The agent or the member lost access.';
  }
}
