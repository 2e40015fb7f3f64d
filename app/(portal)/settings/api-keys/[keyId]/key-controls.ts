import type { WorkspaceActor } from '@/lib/domain/actor';
import type { ApiKeyDetails } from '@/lib/domain/api-keys/details';
import { type Control, controlOf, type Verb } from '@/lib/domain/permissions';

/** How the controls of a key's page stand, each by the verb it leads to. */
export type KeyControls = (verb: Verb) => Control;

/** The controls of the key as the actor has them; a revoked key has none. */
export function keyControls(
  actor: WorkspaceActor,
  { environment, status }: Pick<ApiKeyDetails, 'environment' | 'status'>,
): KeyControls {
  return (verb) => {
    const control = controlOf(actor, verb, environment);
    return { ...control, shown: control.shown && status !== 'revoked' };
  };
}

/** The controls that switch the key off and on. */
export function stateControls(controls: KeyControls): { disable: Control; enable: Control } {
  return { disable: controls('api-keys/disable'), enable: controls('api-keys/enable') };
}
