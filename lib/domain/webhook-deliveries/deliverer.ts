import { setTimeout as pause } from 'node:timers/promises';
import { SECOND } from '@/lib/clock';
import { inBatches } from '@/lib/db/batches';
import { db } from '@/lib/db/client';
import { type WebhookReport, webhookReports } from '@/lib/diagnostics';
import { type Attempt, attemptDelivery } from '@/lib/domain/webhook-deliveries/attempt';
import { sealedCallbackSecret } from '@/lib/domain/webhook-deliveries/callback-secret';
import { type ClaimedDelivery, claimDeliveries } from '@/lib/domain/webhook-deliveries/claim';
import type { WebhookProtocol } from '@/lib/domain/webhook-deliveries/protocol';
import { type MadeAttempt, recordAttempts } from '@/lib/domain/webhook-deliveries/record-attempts';
import type { WebhookPolicy } from '@/lib/domain/webhook-endpoints/policy';
import { log } from '@/lib/log';
import { type SpanStart, traced } from '@/lib/spans';

/** How many attempts a process makes at the same time. */
const CAPACITY = 200;
/** How many of them can go to endpoints that are failing. */
const FAILING_CAPACITY = 100;
/** More than recording takes. */
const LEASE_MARGIN_MS = 30 * SECOND;
/** While deliveries are being sent, the longest time until others that are due are claimed. */
const CLAIM_EVERY_MS = 0.5 * SECOND;

export interface Deliverer {
  /**
   * Starts what is due, and does not wait for the responses: a receiver that is slow does not delay others. Returns how many
   * it started; while some are being sent, it waits a moment or until one is finished, and returns 1.
   */
  run(): Promise<number>;
  /** Waits for everything that was started. */
  finish(): Promise<void>;
}

function outcomeOf({ succeeded, unsendable }: Attempt): WebhookReport['outcome'] {
  if (unsendable) return 'unsendable';
  return succeeded ? 'delivered' : 'failed';
}

/** The receiver is left out: its address can contain what only the customer may know. */
function startOfDelivery({ id, type, workspaceId, attempts }: ClaimedDelivery): SpanStart {
  return {
    kind: 'client',
    name: 'deliver webhook',
    attributes: {
      'keydesk.id': id,
      'keydesk.event': type,
      'keydesk.workspace_id': workspaceId,
      'keydesk.attempts': attempts,
    },
  };
}

/** Sends webhooks as the profile says. Several processes can do it at the same time. */
export function createDeliverer(format: WebhookPolicy & WebhookProtocol): Deliverer {
  const running = new Map<Promise<void>, ClaimedDelivery>();
  const leaseMs = format.timeoutMs + LEASE_MARGIN_MS;
  const declared = new Set<string>(['webhook.test', ...format.events.map(({ type }) => type)]);

  const record = inBatches(async (made: readonly MadeAttempt[]) => {
    await recordAttempts(made, format);
    return made.map(() => true);
  });

  async function deliver(claimed: ClaimedDelivery): Promise<void> {
    // An endpoint that gets everything, where the provider does not have this event.
    if (!declared.has(claimed.type)) {
      await db().webhookDelivery.deleteMany({ where: { id: claimed.id, createdAt: claimed.at } });
      return;
    }
    const { endpointId, workspaceId, sealedSecret } = claimed;
    const delivery =
      endpointId === null && sealedSecret === null
        ? { ...claimed, sealedSecret: await sealedCallbackSecret(db(), workspaceId, format.secret) }
        : claimed;
    const attempt = await traced(
      () => startOfDelivery(delivery),
      async (span) => {
        const attempt = await attemptDelivery(delivery, format);
        span?.set({ 'http.response.status_code': attempt.response?.status });
        if (!attempt.succeeded) span?.fail(outcomeOf(attempt), true);
        return attempt;
      },
    );
    webhookReports.send({ outcome: outcomeOf(attempt), ms: attempt.durationMs });
    await record({ delivery, attempt });
  }

  function start(claimed: ClaimedDelivery): void {
    const delivering = deliver(claimed).catch((err: unknown) => {
      // It is sent again after the lease.
      log.error({ err, delivery: claimed.id }, 'A webhook could not be sent, or its result not recorded');
    });
    running.set(delivering, claimed);
    void delivering.finally(() => running.delete(delivering));
  }

  return {
    async run() {
      const sending = running.size;
      const failing = [...running.values()].filter((each) => each.failing).length;
      const claimed = await claimDeliveries({
        total: CAPACITY - running.size,
        failing: FAILING_CAPACITY - failing,
        leaseMs,
      });
      for (const each of claimed) start(each);
      if (claimed.length > 0) return claimed.length;
      // What waited for a delivery that was finished in the meantime can be due now.
      if (running.size < sending) return 1;
      if (running.size === 0) return 0;
      const waiting = new AbortController();
      await Promise.race([
        ...running.keys(),
        pause(CLAIM_EVERY_MS, undefined, { signal: waiting.signal }).catch(() => {}),
      ]);
      waiting.abort();
      return 1;
    },
    async finish() {
      await Promise.all(running.keys());
    },
  };
}
