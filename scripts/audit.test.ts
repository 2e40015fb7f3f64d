import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { runProgram } from '@/lib/testing/servers/program';

// Each test starts npm, which can be slow on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

/** Starts a registry that reports vulnerabilities of one package with the given severities. */
async function startRegistry(severities: string[]): Promise<string> {
  const advisories = severities.map((severity, id) => ({
    id,
    url: `https://registry.example/${severity}`,
    title: `A ${severity} flaw`,
    severity,
    vulnerable_versions: '*',
  }));
  const versions = { '1.0.0': { name: 'uqr', version: '1.0.0' } };
  const answers: Record<string, object> = {
    'POST /-/npm/v1/security/advisories/bulk': { uqr: advisories },
    'GET /uqr': { name: 'uqr', 'dist-tags': { latest: '1.0.0' }, versions },
  };
  const server = createServer((request, response) => {
    const answer = answers[`${request.method} ${request.url}`];
    response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

/** Runs the check with an empty npm cache, because npm caches what it knows about an advisory. */
async function audit(registry: string) {
  const cache = await mkdtemp(path.join(tmpdir(), 'keydesk-audit-'));
  onTestFinished(() => rm(cache, { recursive: true }));
  return runProgram('scripts/audit.mjs', [], { npm_config_registry: registry, npm_config_cache: cache });
}

it('fails and names the package when a vulnerability is serious', async () => {
  const { code, output } = await audit(await startRegistry(['moderate', 'critical']));
  expect(output).toContain('uqr (critical)');
  expect(output).toContain('A critical flaw, https://registry.example/critical');
  expect(output).toContain('1 of high or critical severity, 0 less severe.');
  expect(code).toBe(1);
});

it.each([
  [[], '0 of high or critical severity, 0 less severe.'],
  [['moderate'], '0 of high or critical severity, 1 less severe.'],
])('passes with vulnerabilities of severity %j', async (severities, line) => {
  const { code, output } = await audit(await startRegistry(severities));
  expect(output).toContain(line);
  expect(code).toBe(0);
});

it('passes and says so when the registry does not respond', async () => {
  const { code, output } = await audit('http://127.0.0.1:9/');
  expect(output).toContain('Not checked: the registry did not respond');
  expect(code).toBe(0);
});
