import type { WebhookSettings } from '@/app/(portal)/settings/webhooks/webhook-settings';
import type { DialogProps } from '@/components/forms/use-dialogs';
import type { WebhookEndpointView } from '@/lib/domain/webhook-endpoints/view';

/** The props of every dialog of the endpoint's page. */
export interface EditorProps extends WebhookSettings, DialogProps {
  endpoint: WebhookEndpointView;
  /** How long the old secret signs after a rotation, in hours; 0: it ends at once. */
  overlapHours: number;
}
