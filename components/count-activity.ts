import type { ImpersonationView } from '@/lib/domain/impersonation/view';

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** What an agent did in a support session, such as “6 pages, 1 change”. */
export function countActivity({ pages, changes }: Pick<ImpersonationView, 'pages' | 'changes'>): string {
  return `${counted(pages, 'page')}, ${counted(changes, 'change')}`;
}
