import { distinctNames } from '@/components/distinct-names';
import { nameAgent } from '@/lib/domain/support/agent-name';
import type { VisitView } from '@/lib/domain/support/visit-view';

/** Names that tell visits apart, by id. */
export function visitNames(visits: readonly VisitView[]): Map<string, string> {
  return distinctNames(
    visits.map(({ id, agent, ticket }) => ({ id, name: `${nameAgent(agent)}, ticket ${ticket}` })),
  );
}
