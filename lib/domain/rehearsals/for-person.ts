import type { WorkspaceActor } from '@/lib/domain/actor';
import { canonicalNetwork } from '@/lib/domain/allowlists/network';
import { mayStopLive, type RehearsedCalls } from '@/lib/domain/rehearsals/confirm';

/** What a rehearsal tells the person who asks. */
export interface ForPerson {
  /** What they must type to make the change; null: nothing. */
  confirmation: string | null;
  /** Where they are, as an allowlist spells it; null if it is not known, and for support. */
  ownNetwork: string | null;
}

/** @param name what they must type if live calls may stop */
export function forPerson(actor: WorkspaceActor, rehearsed: RehearsedCalls, name: string): ForPerson {
  const address = actor.kind === 'member' ? actor.address : null;
  return {
    confirmation: mayStopLive(rehearsed) ? name : null,
    ownNetwork: (address !== null && canonicalNetwork(address)) || null,
  };
}
