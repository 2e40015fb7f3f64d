import { setTimeout as pause } from 'node:timers/promises';
import { SECOND } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { attemptsOf } from '@/lib/domain/webhook-deliveries/event-time';
import type { WebhookProtocol } from '@/lib/domain/webhook-deliveries/protocol';
import type { QueuedTest } from '@/lib/domain/webhook-deliveries/queue-test';

/** Longer than the worker takes to find a delivery and to record its attempt. */
const MARGIN_MAX_MS = SECOND;
const LOOK_EVERY_MS = 0.1 * SECOND;

/** How a test event was answered. */
export interface TestResult {
  deliveryId: string;
  url: string;
  delivered: boolean;
  /** The HTTP status of the response; null without one. */
  status: number | null;
  /** Why it was not delivered; null if it was. */
  error: string | null;
  durationMs: number;
}

/** How long to wait for the result of a test event, in milliseconds. */
export function testWaitMs({ timeoutMs }: Pick<WebhookProtocol, 'timeoutMs'>): number {
  return timeoutMs + Math.min(timeoutMs, MARGIN_MAX_MS);
}

/**
 * Waits for the first attempt of a test event and returns its result. Call it outside a transaction. It looks into the
 * database, because another process can be the worker, and keeps no connection while it waits.
 */
export async function awaitTestResult(
  { deliveryId, createdAt, url }: QueuedTest,
  waitMs: number,
): Promise<TestResult> {
  const started = performance.now();
  for (;;) {
    const attempt = await db().webhookAttempt.findFirst({
      where: attemptsOf({ deliveryId, createdAt }),
      orderBy: { id: 'asc' },
      select: { url: true, status: true, error: true, durationMs: true },
    });
    if (attempt) return { deliveryId, delivered: attempt.error === null, ...attempt };
    const elapsedMs = performance.now() - started;
    if (elapsedMs >= waitMs) {
      const error = 'The test event was not sent in time. It stays in the log and is sent later.';
      return { deliveryId, url, delivered: false, status: null, error, durationMs: Math.round(elapsedMs) };
    }
    await pause(Math.min(LOOK_EVERY_MS, waitMs - elapsedMs));
  }
}
