import type { VisitView } from '@/lib/domain/support/visit-view';

/** How a visit ended, in a few words; undefined while it goes on. */
export function describeEnding({ ending }: Pick<VisitView, 'ending'>): string | undefined {
  switch (ending?.end) {
    case undefined:
      return undefined;
    case 'exit':
      return 'Support left';
    case 'time':
      return 'Time was over';
    case 'customer':
      return ending.by ? `Ended by ${ending.by}` : 'Ended by your workspace';
    case 'lead':
      return ending.by ? `Ended by ${ending.by}, support lead` : 'Ended by a support lead';
    case 'access':
      return 'Support lost its access';
  }
}

/** What became of the wish to make changes; undefined when there was none. */
export function describeRequest({ request }: Pick<VisitView, 'request'>): string | undefined {
  if (!request) return undefined;
  if (!request.answer) return 'Asked to make changes; nobody answered';
  const by = request.answer.by ? ` by ${request.answer.by}` : '';
  return request.answer.granted ? `Changes were granted${by}` : `Changes were refused${by}`;
}

/** “6 pages, 1 change”. */
export function countTraces({ pages, changes }: Pick<VisitView, 'pages' | 'changes'>): string {
  const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;
  return `${counted(pages, 'page')}, ${counted(changes, 'change')}`;
}
