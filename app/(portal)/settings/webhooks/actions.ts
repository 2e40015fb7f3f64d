'use server';

import { revalidatePath } from 'next/cache';
import { memberAction } from '@/lib/actions/member-action';
import { revealCallbackSecret } from '@/lib/domain/callback-secrets/reveal';
import { rotateCallbackSecret } from '@/lib/domain/callback-secrets/rotate';
import { createWebhookEndpoint } from '@/lib/domain/webhook-endpoints/create';
import { currentProfile } from '@/lib/profiles/current';

/** Loads the page again, so that the next rotation names the new secret. */
export const rotateCallbackSecretAction = memberAction('callback-secrets/rotate', async (actor, input) => {
  const rotated = await rotateCallbackSecret(actor, input, currentProfile().webhooks);
  if (rotated.ok) revalidatePath('/settings/webhooks');
  return rotated;
});
export const revealCallbackSecretAction = memberAction('callback-secrets/reveal', async (actor, input) => {
  const revealed = await revealCallbackSecret(actor, input, currentProfile().webhooks);
  if (revealed.ok) revalidatePath('/settings/webhooks');
  return revealed;
});

export const createWebhookEndpointAction = memberAction('webhook-endpoints/create', async (actor, input) => {
  const created = await createWebhookEndpoint(actor, input, currentProfile().webhooks);
  if (created.ok) revalidatePath('/settings/webhooks');
  return created;
});
