import type { Env } from '@/lib/env';

/** How many processes serve. It is one in development, because Next compiles in each, and without a part that customers use. */
export function processCount({ NODE_ENV, PROCESSES, ROLE }: Pick<Env, 'NODE_ENV' | 'PROCESSES' | 'ROLE'>) {
  const isOpen = ROLE.includes('gateway') || ROLE.includes('portal');
  return NODE_ENV === 'development' || !isOpen ? 1 : PROCESSES;
}
