import type { WebhookProtocol } from '@/lib/domain/webhook-deliveries/protocol';
import type { WebhookPolicy } from '@/lib/domain/webhook-endpoints/policy';

/** A provider's webhooks: what customers can choose, and how events are delivered. */
export interface WebhookFormat extends WebhookPolicy, WebhookProtocol {}
