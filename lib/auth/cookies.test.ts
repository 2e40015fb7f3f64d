import { afterEach, describe, expect, it, vi } from 'vitest';

async function cookiesUnder(url: string) {
  vi.stubEnv('APP_URL', url);
  vi.resetModules();
  const { authCookies } = await import('@/lib/auth/cookies');
  return Object.values(authCookies());
}

afterEach(() => vi.unstubAllEnvs());

describe('authCookies', () => {
  it('limits every cookie to this host and HTTPS if there is HTTPS', async () => {
    const cookies = await cookiesUnder('https://keys.example.com');
    expect(cookies).toHaveLength(6);
    for (const { name, options } of cookies) {
      expect(name).toMatch(/^__Host-keydesk\./);
      expect(options).toEqual({ httpOnly: true, sameSite: 'lax', path: '/', secure: true });
    }
  });

  it('uses plain names over HTTP, because browsers would refuse the others', async () => {
    for (const { name, options } of await cookiesUnder('http://localhost:3000')) {
      expect(name).toMatch(/^keydesk\./);
      expect(options).toEqual({ httpOnly: true, sameSite: 'lax', path: '/', secure: false });
    }
  });
});
