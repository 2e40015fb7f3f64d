import type { Actor } from '@/lib/domain/actor';
import { authorizeApiKey } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { transact } from '@/lib/domain/transact';
import { queueTest } from '@/lib/domain/webhook-deliveries/queue-test';
import { awaitTestResult, type TestResult } from '@/lib/domain/webhook-deliveries/test-result';
import type { WebhookPolicy } from '@/lib/domain/webhook-endpoints/policy';
import { sendSlotTestSchema } from '@/lib/domain/webhook-settings/schema';
import { ok, type Result, refuseFields } from '@/lib/errors';

/**
 * Sends a test event to a slot of the calling key's environment and returns the result of the first attempt, for which it
 * waits up to `waitMs`.
 *
 * Refuses with FORBIDDEN or INVALID_API_KEY, with CONFLICT if too many test events wait, or with INVALID_REQUEST, also if
 * the slot has no URL: the error is that of `urls.<slot>`.
 */
export async function sendSlotTest(
  actor: Actor,
  input: unknown,
  { slots }: Pick<WebhookPolicy, 'slots'>,
  { waitMs }: { waitMs: number },
): Promise<Result<TestResult>> {
  const parsed = parse(sendSlotTestSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeApiKey(actor, 'webhook-settings/send-test');
  if (!authorized.ok) return authorized;
  const { workspaceId, environment } = authorized.value;
  const { slot: name } = parsed.value;
  const slot = slots.find((each) => (name === undefined ? each.events.length > 0 : each.name === name));
  if (!slot) return refuseFields({ slot: 'There is no such setting.' });
  const queued = await transact(actor, async (tx) => {
    const endpoint = await tx.webhookEndpoint.findFirst({
      where: { workspaceId, environment, slot: slot.name },
      select: { id: true, environment: true, url: true },
    });
    if (!endpoint)
      return refuseFields({ [`urls.${slot.name}`]: 'Set this URL first. There is none to test.' });
    return queueTest(tx, authorized.value, endpoint);
  });
  return queued.ok ? ok(await awaitTestResult(queued.value, waitMs)) : queued;
}
