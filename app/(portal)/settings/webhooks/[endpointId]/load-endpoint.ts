import { cache } from 'react';
import { requireActor } from '@/lib/auth/actor';
import { readWebhookEndpoint } from '@/lib/domain/webhook-endpoints/read';

/** The endpoint of the page. It is read once per request. */
export const loadEndpoint = cache(async (endpointId: string) =>
  readWebhookEndpoint(await requireActor(), { endpointId }),
);
