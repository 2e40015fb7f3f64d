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

/** The request to make changes and its answer; undefined when there was none. */
export function describeActRequest({
  actRequest,
}: Pick<ImpersonationView, 'actRequest'>): string | undefined {
  if (!actRequest) return undefined;
  if (!actRequest.answer) return 'Asked to make changes, no answer';
  const by = actRequest.answer.by ? ` by ${actRequest.answer.by}` : '';
  return actRequest.answer.granted ? `Changes approved${by}` : `Changes refused${by}`;
}
