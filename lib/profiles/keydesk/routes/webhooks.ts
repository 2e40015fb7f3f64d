import { webhookDeliveriesList } from '@/lib/profiles/keydesk/routes/webhook-deliveries-list';
import { webhookDeliveriesRead } from '@/lib/profiles/keydesk/routes/webhook-deliveries-read';
import { webhookDeliveriesReplay } from '@/lib/profiles/keydesk/routes/webhook-deliveries-replay';
import { webhooksChange } from '@/lib/profiles/keydesk/routes/webhooks-change';
import { webhooksCreate } from '@/lib/profiles/keydesk/routes/webhooks-create';
import { webhooksDelete } from '@/lib/profiles/keydesk/routes/webhooks-delete';
import { webhooksList } from '@/lib/profiles/keydesk/routes/webhooks-list';
import { webhooksRead } from '@/lib/profiles/keydesk/routes/webhooks-read';
import { webhooksRotateSecret } from '@/lib/profiles/keydesk/routes/webhooks-rotate-secret';
import { webhooksPause, webhooksResume } from '@/lib/profiles/keydesk/routes/webhooks-state';
import { webhooksTest } from '@/lib/profiles/keydesk/routes/webhooks-test';
import type { Route } from '@/lib/profiles/profile';

/** Webhook endpoints and their deliveries. */
export const webhookRoutes: readonly Route[] = [
  webhooksList,
  webhooksCreate,
  webhooksRead,
  webhooksChange,
  webhooksPause,
  webhooksResume,
  webhooksRotateSecret,
  webhooksTest,
  webhooksDelete,
  webhookDeliveriesList,
  webhookDeliveriesRead,
  webhookDeliveriesReplay,
];
