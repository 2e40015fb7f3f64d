import type { WorkspaceActor } from '@/lib/domain/actor';
import { type Control, controlOf, type Verb } from '@/lib/domain/permissions';
import type { WebhookEndpointView } from '@/lib/domain/webhook-endpoints/view';

/** The controls of an endpoint's page, by verb. */
export type EndpointControls = (verb: Verb) => Control;

export function endpointControls(
  actor: WorkspaceActor,
  { environment }: Pick<WebhookEndpointView, 'environment'>,
): EndpointControls {
  return (verb) => controlOf(actor, verb, environment);
}
