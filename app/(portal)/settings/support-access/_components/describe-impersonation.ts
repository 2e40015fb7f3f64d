import type { ImpersonationView } from '@/lib/domain/impersonation/view';

/** Why a support session ended; undefined while it is open. */
export function describeEndReason({ end }: Pick<ImpersonationView, 'end'>): string | undefined {
  switch (end?.reason) {
    case undefined:
      return undefined;
    case 'exit':
      return 'Support left';
    case 'time':
      return 'Time ran out';
    case 'customer':
      return end.by ? `Ended by ${end.by}` : 'Ended by your workspace';
    case 'lead':
      return end.by ? `Ended by ${end.by}, support lead` : 'Ended by a support lead';
    case 'access':
      return 'Support lost access';
  }
}
