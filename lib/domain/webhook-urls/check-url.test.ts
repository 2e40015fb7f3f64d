import { getServers, setServers } from 'node:dns';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkWebhookUrl } from '@/lib/domain/webhook-urls/check-url';
import { overrideEnv } from '@/lib/env';
import { startDns, type TestDns } from '@/lib/testing/servers/dns-server';

const NAMES: Record<string, string[] | null> = {
  'hooks.example': ['93.184.215.14', '2606:2800:21f:cb07:6820:80da:af6b:8b2c'],
  'private.example': ['10.0.0.5'],
  'mixed.example': ['93.184.215.14', '169.254.169.254'],
  'six.example': ['93.184.215.14', '::ffff:10.0.0.1'],
  'silent.example': null,
};

let dns: TestDns;
const usual = getServers();
beforeAll(async () => {
  dns = await startDns((name) => NAMES[name]);
  setServers([dns.server]);
});
afterAll(() => {
  setServers(usual);
  dns.close();
});

async function problemWith(url: string): Promise<string | undefined> {
  const checked = await checkWebhookUrl(url);
  return checked.ok ? undefined : checked.refusal.fields?.url;
}

const NOT_PUBLIC = 'Use an address that is reachable from the internet.';

it.each([
  ['dotted', '127.0.0.1'],
  ['decimal', '2130706433'],
  ['octal', '0177.0.0.1'],
  ['octal without dots', '017700000001'],
  ['hexadecimal', '0x7f000001'],
  ['mixed and short', '0x7f.1'],
  ['zero', '0'],
  ['with a final dot', '127.0.0.1.'],
  ['full-width digits', '１２７.０.０.１'],
  ['ideographic dots', '127。0。0。1'],
  ['percent-encoded', '%31%32%37.0.0.1'],
  ['private', '10.255.0.1'],
  ['private', '172.16.0.1'],
  ['private', '192.168.1.1'],
  ['shared by a provider', '100.64.0.1'],
  ['cloud metadata', '169.254.169.254'],
  ['this network', '0.1.2.3'],
  ['protocol assignments', '192.0.0.1'],
  ['6to4 relay', '192.88.99.1'],
  ['benchmarks', '198.18.0.1'],
  ['documentation', '192.0.2.1'],
  ['multicast', '224.0.0.1'],
  ['reserved', '240.0.0.1'],
  ['broadcast', '255.255.255.255'],
  ['IPv6 loopback', '[::1]'],
  ['IPv6 loopback in full', '[0:0:0:0:0:0:0:1]'],
  ['unspecified', '[::]'],
  ['IPv4-mapped', '[::ffff:127.0.0.1]'],
  ['IPv4-mapped in hexadecimal', '[::ffff:7f00:1]'],
  ['IPv4-mapped, although public', '[::ffff:1.1.1.1]'],
  ['IPv4-compatible', '[::127.0.0.1]'],
  ['IPv4-translated', '[::ffff:0:127.0.0.1]'],
  ['NAT64', '[64:ff9b::10.0.0.1]'],
  ['local NAT64', '[64:ff9b:1::10.0.0.1]'],
  ['6to4', '[2002:7f00:1::]'],
  ['Teredo', '[2001:0:7f00:1::]'],
  ['unique local', '[fd00::1]'],
  ['link-local', '[fe80::1]'],
  ['site-local', '[fec0::1]'],
  ['documentation', '[2001:db8::1]'],
  ['new documentation', '[3fff::1]'],
  ['discard', '[100::1]'],
  ['segment routing', '[5f00::1]'],
  ['multicast', '[ff02::1]'],
  ['localhost', 'localhost'],
  ['localhost with a final dot', 'LocalHost.'],
  ['below localhost', 'db.localhost'],
  ['enclosed letters', 'ⓛⓞⓒⓐⓛⓗⓞⓢⓣ'],
  ['name without a dot', 'intranet'],
  ['name of a company', 'db.corp.internal'],
  ['name at home', 'Printer.local.'],
  ['cloud metadata by name', 'metadata.google.internal'],
  ['name of a private address', 'private.example'],
  ['name of a public and a private address', 'mixed.example'],
  ['name of a mapped address', 'six.example'],
])('refuses a host that is not public: %s, %s', async (_what, host) => {
  expect(await problemWith(`https://${host}/hook`)).toBe(NOT_PUBLIC);
});

it.each([
  ['', 'Enter a URL that starts with https://.'],
  ['hooks.example', 'Enter a URL that starts with https://.'],
  ['file:///etc/passwd', 'Enter a URL that starts with https://.'],
  ['gopher://hooks.example/', 'Enter a URL that starts with https://.'],
  ['http://hooks.example/', 'Enter a URL that starts with https://.'],
  ['https://[fe80::1%25eth0]/', 'Enter a URL that starts with https://.'],
  ['https://256.0.0.1/', 'Enter a URL that starts with https://.'],
  ['https://user:secret@hooks.example/', 'Remove the user name and password from the URL.'],
  ['https://hooks.example@127.0.0.1/', 'Remove the user name and password from the URL.'],
  ['https://hooks.example/#top', 'Remove the part from # on.'],
  ['https://hooks.example:25/', 'Use port 443, or a port from 1024 to 65535.'],
  ['https://hooks.example:80/', 'Use port 443, or a port from 1024 to 65535.'],
  ['https://missing.example/', 'This host name has no address.'],
  [`https://hooks.example/${'x'.repeat(2_048)}`, 'Use at most 2048 characters.'],
])('refuses %s', async (url, problem) => {
  expect(await problemWith(url)).toBe(problem);
});

it.each([
  ['https://hooks.example', 'https://hooks.example/'],
  ['HTTPS://Hooks.Example.:8443/a?b=c', 'https://hooks.example.:8443/a?b=c'],
  ['https://1.1.1.1/hook', 'https://1.1.1.1/hook'],
  ['https://[2606:4700::1111]/hook', 'https://[2606:4700::1111]/hook'],
  // Attempts will show whether it exists.
  ['https://silent.example/', 'https://silent.example/'],
])('accepts %s', { timeout: 20_000 }, async (url, stored) => {
  expect(await checkWebhookUrl(url)).toEqual({ ok: true, value: stored });
});

describe('when private addresses are allowed', () => {
  beforeAll(() => overrideEnv({ WEBHOOK_ALLOW_PRIVATE: 'yes' }));
  afterAll(() => overrideEnv({ WEBHOOK_ALLOW_PRIVATE: 'no' }));

  it.each(['http://localhost:3000/', 'http://127.0.0.1:80/', 'https://[::1]/', 'http://private.example/'])(
    'accepts %s',
    async (url) => {
      expect(await problemWith(url)).toBeUndefined();
    },
  );
});
