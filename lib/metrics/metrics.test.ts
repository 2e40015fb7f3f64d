import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { MINUTE, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { callReports } from '@/lib/diagnostics';
import { dispatchMessages } from '@/lib/domain/delivery/dispatch';
import { deliverMails } from '@/lib/domain/mails/deliver';
import { createDeliverer } from '@/lib/domain/webhook-deliveries/deliverer';
import { sendTestEvent } from '@/lib/domain/webhook-deliveries/send-test';
import { overrideEnv } from '@/lib/env';
import { newId } from '@/lib/ids';
import { startWorker } from '@/lib/jobs/worker';
import { type Metrics, openMetrics } from '@/lib/metrics/metrics';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { makeMessage, makeSender } from '@/lib/testing/factories/messages';
import { makeEndpoint } from '@/lib/testing/factories/webhooks';
import { startGateway, type TestGateway } from '@/lib/testing/servers/gateway';
import { startReceiver } from '@/lib/testing/servers/receiver';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

let metrics: Metrics;
beforeEach(async () => {
  metrics = await openMetrics(() => undefined);
});
afterEach(() => metrics.close());

/** The lines of a metric, without its name: `{…} value`. */
async function linesOf(name: string): Promise<string[]> {
  const lines = (await metrics.read()).split('\n');
  return lines.filter((line) => line.startsWith(`${name}{`)).map((line) => line.slice(name.length));
}

async function makeMail(columns: { createdAt: Date; nextAttemptAt: Date | null }) {
  const mail = { id: newId('mail'), recipient: 'a@example.com', subject: 'Hello' };
  await db().mail.create({ data: { ...mail, ...columns } });
}

describe('API calls', () => {
  it('are counted by operation, class of status and refusal, and timed by operation', async () => {
    const { secret } = await makeKey(await makeMember(), { scopes: ['balance.read'] });
    await gateway.call(secret, 'GET', '/account');
    await gateway.call(secret, 'GET', '/account');
    await gateway.call(secret, 'POST', '/messages', { to: '+31612345678', text: 'Hello' });
    await gateway.call('kd_live_unknown', 'GET', '/account');
    await gateway.call(secret, 'GET', '/nothing/here');
    expect(await linesOf('keydesk_api_calls_total')).toEqual([
      '{operation="account.read",status="2xx",code="none"} 2',
      '{operation="account.read",status="4xx",code="INVALID_API_KEY"} 1',
      '{operation="messages.send",status="4xx",code="FORBIDDEN"} 1',
      '{operation="none",status="4xx",code="NOT_FOUND"} 1',
    ]);
    expect(await linesOf('keydesk_api_call_duration_seconds_count')).toEqual([
      '{operation="account.read"} 3',
      '{operation="messages.send"} 1',
      '{operation="none"} 1',
    ]);
  });

  it('are in a histogram whose buckets contain the ones below', async () => {
    const ownTimes = [0.4, 0.5, 0.6, 2, 60_000];
    for (const ownMs of ownTimes) {
      callReports.send({ operation: 'account.read', status: 200, code: undefined, ownMs });
    }
    expect(await metrics.read()).toMatch(/^# TYPE keydesk_api_call_duration_seconds histogram$/m);
    const buckets = await linesOf('keydesk_api_call_duration_seconds_bucket');
    const counts = Object.fromEntries(
      buckets.map((line) => [/le="([^"]+)"/.exec(line)?.[1], Number(line.split(' ')[1])]),
    );
    expect(counts).toMatchObject({ '0.0005': 2, '0.001': 3, '0.0025': 4, '30': 4, '+Inf': 5 });
    expect(await linesOf('keydesk_api_call_duration_seconds_count')).toEqual([
      '{operation="account.read"} 5',
    ]);
    const [sum = ''] = await linesOf('keydesk_api_call_duration_seconds_sum');
    expect(Number(sum.split(' ')[1])).toBeCloseTo(60.0035, 6);
  });

  it('appear without paths, keys and addresses', async () => {
    const { key, secret } = await makeKey(await makeMember());
    await gateway.call(secret, 'GET', '/messages/msg_0123456789abcdefghij');
    await gateway.call(secret, 'GET', '/somewhere/else?key=1');
    const text = await metrics.read();
    expect(text).toContain('keydesk_api_calls_total{operation="messages.get"');
    for (const found of ['msg_', '/somewhere', secret, key.id, '127.0.0.1'])
      expect(text).not.toContain(found);
  });

  it('are timed without the time in which their body arrives', async () => {
    const { secret } = await makeKey(await makeMember());
    const waitMs = 3_000;
    let sendRest = () => {};
    const body = new ReadableStream({
      start(stream) {
        stream.enqueue(Buffer.from('{"to":"+31612345678",'));
        sendRest = () => {
          stream.enqueue(Buffer.from('"text":"Hello"}'));
          stream.close();
        };
      },
    });
    const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' };
    const sending = fetch(`${gateway.base}/messages`, {
      method: 'POST',
      headers,
      body,
      duplex: 'half',
    } as RequestInit);
    setTimeout(sendRest, waitMs);
    await sending;
    const [sum = ''] = await linesOf('keydesk_api_call_duration_seconds_sum');
    expect(sum).toContain('{operation="messages.send"}');
    expect(Number(sum.split(' ')[1])).toBeLessThan(waitMs / 1_000);
  });
});

describe('the work of the worker', () => {
  it('is counted by outcome', async () => {
    await makeMessage(await makeSender('sandbox'));
    await dispatchMessages('sandbox', 10);
    await makeMail({ createdAt: now(), nextAttemptAt: now() });
    await deliverMails();
    expect(await linesOf('keydesk_submission_duration_seconds_count')).toEqual([
      '{queue="messages",environment="sandbox",outcome="accepted"} 1',
      '{queue="mails",environment="none",outcome="failed"} 1',
    ]);
  });

  it('is counted for webhooks', async () => {
    overrideEnv({ WEBHOOK_ALLOW_PRIVATE: 'yes' });
    const receiver = await startReceiver((response, count) =>
      response.writeHead(count === 1 ? 200 : 500).end(),
    );
    onTestFinished(() => receiver.close());
    const owner = await makeMember();
    const { endpoint } = await makeEndpoint(owner, { url: receiver.url });
    for (const _attempt of [1, 2, 3]) {
      granted(await sendTestEvent(owner, { endpointId: endpoint.id }, { waitMs: 0 }));
      const deliverer = createDeliverer(keydesk.webhooks);
      await deliverer.run();
      await deliverer.finish();
    }
    expect(await linesOf('keydesk_webhook_attempt_duration_seconds_count')).toEqual([
      '{outcome="delivered"} 1',
      '{outcome="failed"} 2',
    ]);
  });

  it('is counted for jobs', async () => {
    let left = 1;
    const jobs = [
      { name: 'sound', everyMs: 3_600_000, run: async () => left-- },
      { name: 'broken', everyMs: 3_600_000, run: () => Promise.reject(new Error('broken')) },
    ];
    const worker = startWorker(jobs);
    await vi.waitFor(() => expect(left).toBeLessThan(0));
    await worker.stop();
    expect((await linesOf('keydesk_job_runs_total')).sort()).toEqual([
      '{job="broken",outcome="failed"} 1',
      '{job="sound",outcome="done"} 1',
      '{job="sound",outcome="idle"} 1',
    ]);
  });
});

describe('the state of the process', () => {
  it('shows the connections of each pool and what it may open', async () => {
    const { secret } = await makeKey(await makeMember());
    await gateway.call(secret, 'GET', '/account');
    const lines = await linesOf('keydesk_database_connections');
    expect(lines).toContain('{pool="look-ups",state="idle"} 1');
    expect(lines.some((line) => line.startsWith('{pool="server",state="idle"}'))).toBe(true);
    expect(await linesOf('keydesk_database_connections_limit')).toContain('{pool="look-ups"} 1');
    expect(await linesOf('keydesk_database_waiting')).toContain('{pool="look-ups"} 0');
  });

  it('shows the build, and whether rate limits are shared only if they can be', async () => {
    expect(await linesOf('keydesk_build_info')).toEqual([
      expect.stringMatching(/^\{version="\d+\.\d+\.\d+",node="v\d+\.\S+",profile="keydesk",roles=".+"\} 1$/),
    ]);
    expect(await metrics.read()).not.toContain('keydesk_rate_limits_shared');
    metrics.close();
    let shared = true;
    metrics = await openMetrics(() => shared);
    expect(await metrics.read()).toMatch(/^keydesk_rate_limits_shared 1$/m);
    shared = false;
    expect(await metrics.read()).toMatch(/^keydesk_rate_limits_shared 0$/m);
  });

  it('shows the queues, read once for readers at the same time', async () => {
    await db().mail.deleteMany();
    await makeMail({ createdAt: new Date(now().getTime() - MINUTE), nextAttemptAt: now() });
    expect(await linesOf('keydesk_queue_waiting')).toContain('{queue="mails",environment="none"} 1');
    const [oldest = ''] = (await linesOf('keydesk_queue_oldest_seconds')).filter((line) =>
      line.includes('mails'),
    );
    expect(Number(oldest.split(' ')[1])).toBeGreaterThanOrEqual(60);
    await makeMail({ createdAt: now(), nextAttemptAt: now() });
    expect(await linesOf('keydesk_queue_waiting')).toContain('{queue="mails",environment="none"} 1');
  });
});
