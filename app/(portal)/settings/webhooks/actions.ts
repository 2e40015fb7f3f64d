'use server';

import { revalidatePath } from 'next/cache';
import { memberAction } from '@/lib/actions/member-action';
import { createWebhookEndpoint } from '@/lib/domain/webhook-endpoints/create';
import { currentProfile } from '@/lib/profiles/current';

export const createWebhookEndpointAction = memberAction('webhook-endpoints/create', async (actor, input) => {
  const created = await createWebhookEndpoint(actor, input, currentProfile().webhooks);
  if (created.ok) revalidatePath('/settings/webhooks');
  return created;
});
