import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { env, overrideEnv } from '@/lib/env';
import { requestListener } from '@/lib/server/requests';
import { startMetrics } from '@/lib/server/start-metrics';
import { captureLog } from '@/lib/testing/servers/captured-log';

const TOKEN = 't'.repeat(32);

afterEach(() => overrideEnv({ METRICS_PORT: '', METRICS_TOKEN: '', HOST: '' }));

/** The main port of a process, with what the settings ask for. */
async function serve(): Promise<string> {
  const started = await startMetrics(env(), () => undefined);
  const server = createServer(requestListener({ started: () => true, metrics: started?.onMainPort }));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(async () => {
    await started?.close();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/metrics`;
}

/** The port that the log names. */
function loggedPort(lines: unknown[][]): number {
  const ports = lines.flat().flatMap((each) => Object(each).port ?? []);
  return ports[0];
}

const ask = (url: string, token?: string, method = 'GET') =>
  fetch(url, { method, headers: token === undefined ? {} : { authorization: `Bearer ${token}` } });

describe('GET /metrics', () => {
  it('does not exist without a setting', async () => {
    const url = await serve();
    expect((await ask(url)).status).toBe(404);
    expect((await ask(url, TOKEN)).status).toBe(404);
  });

  it('needs METRICS_TOKEN', async () => {
    overrideEnv({ METRICS_TOKEN: TOKEN });
    const url = await serve();
    for (const wrong of [undefined, '', 'T'.repeat(32), `${TOKEN}t`, TOKEN.slice(1)]) {
      const refused = await ask(url, wrong);
      expect([refused.status, refused.headers.get('www-authenticate'), await refused.text()]).toEqual([
        401,
        'Bearer',
        '',
      ]);
    }
    const answer = await ask(url, TOKEN);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.text()).toContain('keydesk_build_info{');
    expect((await ask(url, TOKEN, 'POST')).status).toBe(405);
  });

  it('is served on METRICS_PORT alone if that is set', async () => {
    const lines = captureLog();
    overrideEnv({ METRICS_PORT: '0', HOST: '127.0.0.1' });
    const main = await serve();
    const own = `http://127.0.0.1:${loggedPort(lines)}`;
    expect((await ask(main)).status).toBe(404);
    expect((await ask(`${own}/metrics`)).status).toBe(200);
    for (const path of ['/', '/healthz', '/metrics/x']) expect((await ask(`${own}${path}`)).status).toBe(404);
  });

  it('needs METRICS_TOKEN on METRICS_PORT, too, if both are set', async () => {
    const lines = captureLog();
    overrideEnv({ METRICS_PORT: '0', METRICS_TOKEN: TOKEN, HOST: '127.0.0.1' });
    const main = await serve();
    const own = `http://127.0.0.1:${loggedPort(lines)}/metrics`;
    expect((await ask(main, TOKEN)).status).toBe(404);
    expect((await ask(own)).status).toBe(401);
    expect((await ask(own, TOKEN)).status).toBe(200);
  });

  it('says which variable to change if the port is taken', async () => {
    const taken = createServer();
    await once(taken.listen(0, '127.0.0.1'), 'listening');
    onTestFinished(() => void taken.close());
    overrideEnv({ METRICS_PORT: String((taken.address() as AddressInfo).port), HOST: '127.0.0.1' });
    await expect(startMetrics(env(), () => undefined)).rejects.toThrow(/is taken.*set METRICS_PORT/);
  });
});
