import type { AuditActor } from '@/lib/domain/audit/event-view';

/** Who changed keys, in a sentence; says if it was support. */
export function actorName({ kind, name }: Pick<AuditActor, 'kind' | 'name'>): string {
  return kind === 'support' ? `${name} (support)` : name;
}
