import type { VisitView } from '@/lib/domain/support/visit-view';

/** How a visit ended, as the end of a sentence that begins with it. */
export function describeEnding({ end, by }: NonNullable<VisitView['ending']>): string {
  switch (end) {
    case 'exit':
      return 'the agent left';
    case 'time':
      return 'its time was over';
    case 'customer':
      return `${by ?? 'a member'} ended it for the customer`;
    case 'lead':
      return `${by ?? 'a support lead'} ended it`;
    case 'access':
      return 'the agent or the member lost access';
  }
}
