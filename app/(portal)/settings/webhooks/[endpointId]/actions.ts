'use server';

import { revalidatePath } from 'next/cache';
import { memberAction } from '@/lib/actions/member-action';
import type { WorkspaceActor } from '@/lib/domain/actor';
import type { Verb } from '@/lib/domain/permissions';
import { replayWebhookDelivery } from '@/lib/domain/webhook-deliveries/replay';
import { replayFailedDeliveries } from '@/lib/domain/webhook-deliveries/replay-failed';
import { sendTestEvent } from '@/lib/domain/webhook-deliveries/send-test';
import { testWaitMs } from '@/lib/domain/webhook-deliveries/test-result';
import { changeWebhookEndpoint } from '@/lib/domain/webhook-endpoints/change';
import { deleteWebhookEndpoint } from '@/lib/domain/webhook-endpoints/delete';
import { pauseWebhookEndpoint } from '@/lib/domain/webhook-endpoints/pause';
import { resumeWebhookEndpoint } from '@/lib/domain/webhook-endpoints/resume';
import { revealWebhookSecret } from '@/lib/domain/webhook-endpoints/reveal-secret';
import { rotateWebhookSecret } from '@/lib/domain/webhook-endpoints/rotate-secret';
import type { Result } from '@/lib/errors';
import { currentProfile } from '@/lib/profiles/current';

/** An action that changes the endpoint. The pages with endpoints reload after it. */
function change<T>(name: Verb, verb: (actor: WorkspaceActor, input: unknown) => Promise<Result<T>>) {
  return memberAction(name, async (actor, input) => {
    const result = await verb(actor, input);
    if (result.ok) revalidatePath('/settings/webhooks', 'layout');
    return result;
  });
}

export const changeWebhookEndpointAction = change('webhook-endpoints/change', (actor, input) =>
  changeWebhookEndpoint(actor, input, currentProfile().webhooks),
);
export const pauseWebhookEndpointAction = change('webhook-endpoints/pause', pauseWebhookEndpoint);
export const resumeWebhookEndpointAction = change('webhook-endpoints/resume', resumeWebhookEndpoint);
export const rotateWebhookSecretAction = change('webhook-endpoints/rotate-secret', (actor, input) =>
  rotateWebhookSecret(actor, input, currentProfile().webhooks),
);
export const revealWebhookSecretAction = memberAction('webhook-endpoints/reveal-secret', (actor, input) =>
  revealWebhookSecret(actor, input, currentProfile().webhooks),
);
/** Does not reload: the page of the endpoint would show that it is not found. */
export const deleteWebhookEndpointAction = memberAction('webhook-endpoints/delete', deleteWebhookEndpoint);
export const sendTestEventAction = memberAction('webhook-deliveries/send-test', (actor, input) =>
  sendTestEvent(actor, input, { waitMs: testWaitMs(currentProfile().webhooks) }),
);
export const replayWebhookDeliveryAction = change('webhook-deliveries/replay', replayWebhookDelivery);
export const replayFailedDeliveriesAction = change(
  'webhook-deliveries/replay-failed',
  replayFailedDeliveries,
);
