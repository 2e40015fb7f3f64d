import { expect, test } from '@/e2e/fixtures';

const PATHS = [
  '/login',
  '/no-such-page',
  '/_next/static/no-such-file.js',
  '/api/auth/no-such-thing',
  '/healthz',
];

for (const path of PATHS) {
  test(`${path} has security headers`, async ({ request }) => {
    const headers = (await request.get(path)).headers();
    const policy = headers['content-security-policy'] ?? '';
    const scripts = /script-src ([^;]*)/.exec(policy)?.[1];
    expect(scripts).toMatch(/'nonce-[\w+/]{22}=='/);
    expect(scripts).not.toMatch(/unsafe/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin' });
    expect(headers['strict-transport-security'], 'no HSTS over plain HTTP').toBeUndefined();
    expect(headers['x-powered-by']).toBeUndefined();
  });
}

test('each response has its own script nonce', async ({ page }) => {
  const nonces = new Set<string | undefined>();
  for (let times = 0; times < 2; times++) {
    const response = await page.goto('/login');
    nonces.add(/nonce-([^']+)/.exec(response?.headers()['content-security-policy'] ?? '')?.[1]);
    expect(response?.headers()['cache-control']).toContain('no-store');
  }
  expect(nonces.size).toBe(2);
});
