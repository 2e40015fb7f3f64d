import { distinctNames } from '@/components/distinct-names';
import { nameAgent } from '@/lib/domain/agent-name';
import type { ImpersonationView } from '@/lib/domain/impersonation/view';

/** Names that tell support sessions apart, by id. */
export function impersonationNames(impersonations: readonly ImpersonationView[]): Map<string, string> {
  return distinctNames(
    impersonations.map(({ id, agent, ticket }) => ({ id, name: `${nameAgent(agent)}, ticket ${ticket}` })),
  );
}
