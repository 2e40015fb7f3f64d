import type { Actor } from '@/lib/domain/actor';
import { parse } from '@/lib/domain/parse';
import { transact } from '@/lib/domain/transact';
import { queueTest } from '@/lib/domain/webhook-deliveries/queue-test';
import { awaitTestResult, type TestResult } from '@/lib/domain/webhook-deliveries/test-result';
import { lockOwnEndpoint } from '@/lib/domain/webhook-endpoints/own-endpoint';
import { endpointSchema } from '@/lib/domain/webhook-endpoints/schema';
import { ok, type Result } from '@/lib/errors';

/**
 * Sends a test event to an endpoint, whatever it is subscribed to, also while it is paused. Returns the result of the first
 * attempt, for which it waits up to `waitMs`.
 *
 * Refuses with INVALID_REQUEST, NOT_FOUND, FORBIDDEN, VIEW_ONLY, or CONFLICT if too many test events wait.
 */
export async function sendTestEvent(
  actor: Actor,
  input: unknown,
  { waitMs }: { waitMs: number },
): Promise<Result<TestResult>> {
  const parsed = parse(endpointSchema, input);
  if (!parsed.ok) return parsed;
  const queued = await transact(actor, async (tx) => {
    const own = await lockOwnEndpoint(tx, actor, parsed.value.endpointId, 'webhook-deliveries/send-test');
    return own.ok ? queueTest(tx, own.value.actor, own.value.endpoint) : own;
  });
  return queued.ok ? ok(await awaitTestResult(queued.value, waitMs)) : queued;
}
