import type { WorkspaceActor } from '@/lib/domain/actor';
import type { ApiKeyDetails } from '@/lib/domain/api-keys/details';
import { type Control, controlOf, type Verb } from '@/lib/domain/permissions';

/** The controls of a key's page, by verb. */
export type KeyControls = (verb: Verb) => Control;

/** The controls that the actor has. A revoked key has none. */
export function keyControls(
  actor: WorkspaceActor,
  { environment, status }: Pick<ApiKeyDetails, 'environment' | 'status'>,
): KeyControls {
  return (verb) => {
    const control = controlOf(actor, verb, environment);
    return { ...control, shown: control.shown && status !== 'revoked' };
  };
}

/** The controls that disable and enable the key. */
export function stateControls(controls: KeyControls): { disable: Control; enable: Control } {
  return { disable: controls('api-keys/disable'), enable: controls('api-keys/enable') };
}
