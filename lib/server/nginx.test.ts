import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { freePort } from '@/lib/db/embedded/free-port';
import { chargesByGet } from '@/lib/profiles/charging';
import { PROFILES } from '@/lib/profiles/current';
import { findNginx, httpsConfiguration, startNginx } from '@/lib/testing/servers/nginx';

vi.setConfig({ testTimeout: 60_000 });
const missing = findNginx() === null;
/** The test of HTTPS makes a certificate. */
const cannotCertify = spawnSync('openssl', ['version']).status !== 0;

/** A process that is killed during each call to `deadly`, and answers all others. */
async function startGateway(received: string[], deadly: string): Promise<number> {
  const server = createServer((req, res) => {
    const url = req.url ?? '';
    received.push(url);
    if (url === deadly) req.socket.destroy();
    else res.end(url);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

/** How often the gateways receive a GET if each of them is killed by it, and the status that the client sees. */
async function timesReceived(url: string): Promise<{ status: number; times: number }> {
  const received: string[] = [];
  const gateways = [await startGateway(received, url), await startGateway(received, url)];
  const nginx = await startNginx(gateways);
  onTestFinished(() => nginx.stop());
  const { status } = await fetch(`${nginx.url}${url}`);
  return { status, times: received.filter((each) => each === url).length };
}

describe.skipIf(missing)(`nginx with our configuration${missing ? ' (skipped: no nginx)' : ''}`, () => {
  it('repeats a GET at another process', async () => {
    expect(await timesReceived('/api/v1/account')).toEqual({ status: 502, times: 2 });
  });

  it.each(['/api/sms?to=1&text=a', '/api/sms/', '/api//sms', '/api/lookup/hlr?number=1'])(
    'does not repeat GET %s, which can send or charge',
    async (url) => {
      expect(await timesReceived(url)).toEqual({ status: 502, times: 1 });
    },
  );

  it.skipIf(cannotCertify)(
    `serves nothing without HTTPS if there is HTTPS, except health checks${cannotCertify ? ' (skipped: no openssl)' : ''}`,
    async () => {
      const folder = await mkdtemp(path.join(tmpdir(), 'keydesk-tls-'));
      onTestFinished(() => rm(folder, { recursive: true }));
      const [certificate, key] = [path.join(folder, 'certificate.pem'), path.join(folder, 'key.pem')];
      const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
      const files = ['-keyout', key, '-out', certificate];
      const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
      execFileSync('openssl', ['req', '-x509', ...kind, ...subject, ...files], { stdio: 'ignore' });
      const securePort = await freePort();
      const received: string[] = [];
      const more = await httpsConfiguration(securePort, certificate, key);
      const nginx = await startNginx([await startGateway(received, '')], more);
      onTestFinished(() => nginx.stop());
      received.length = 0;

      const inClearText = (url: string) => fetch(`${nginx.url}${url}`, { redirect: 'manual' });
      expect((await inClearText('/api/v1/account?api_key=x')).status).toBe(403);
      expect((await inClearText('/carrier/reports')).status).toBe(403);
      expect((await inClearText('/api/sms')).status).toBe(403);
      const redirected = await inClearText('/login?from=a');
      expect(redirected.status).toBe(301);
      expect(redirected.headers.get('location')).toBe('https://127.0.0.1/login?from=a');
      expect(received).toEqual([]);
      for (const url of ['/healthz', '/readyz']) expect((await inClearText(url)).status).toBe(200);

      const ca = await readFile(certificate);
      for (const url of ['/api/v1/account', '/login']) {
        const asked = request(`https://localhost:${securePort}${url}`, { ca, family: 4 }).end();
        const [response] = await once(asked, 'response');
        expect(response.statusCode).toBe(200);
        response.resume();
      }
    },
  );
});

it('names all paths whose GET sends or charges', async () => {
  const config = await readFile('deploy/nginx.conf', 'utf8');
  const location = /location ~ (\S+) \{\s+proxy_next_upstream off;/.exec(config)?.[1];
  const repeatsNone = new RegExp(location ?? '(?!)');
  const paths = Object.values(PROFILES).flatMap(({ base, routes }) =>
    routes.filter(chargesByGet).map(({ path }) => `${base}${path}`),
  );
  expect(paths).toContain('/api/sms');
  expect(paths.filter((path) => !repeatsNone.test(path))).toEqual([]);
});
