import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toReturnPath, withReturnPath } from '@/lib/return-path';

describe('toReturnPath', () => {
  it.each([
    '/',
    '/settings/api-keys',
    '/settings/api-keys/key_1?refusals=2#usage',
    '/settings/audit-log?who=usr_1&from=2026-11-01&target=a%2Fb',
    '/settings/audit-log?note=https://example.com//x',
    '/support/workspaces/ws_1?session=imp_1',
    '/verify-email?token=abc',
    '/settings/api-keys?search=gr%C3%BC%C3%9Fe%20an%20alle',
    '/apis',
    '/loginx',
  ])('accepts %s', (path) => {
    expect(toReturnPath(path)).toBe(path.split('#')[0]);
  });

  it.each([
    undefined,
    null,
    7,
    [],
    ['/settings'],
    '',
    'settings',
    ' /settings',
    'https://evil.example',
    'javascript:alert(1)',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/settings\\..\\..\\evil',
    '/%2Fevil.example',
    '/%5cevil.example',
    '/%252Fevil.example',
    '/.//evil.example',
    '/..//evil.example',
    '/settings/..//evil.example',
    '/settings//evil.example',
    '/%2e%2e//evil.example',
    '/%2E/evil',
    '/\t/evil.example',
    '/\n/evil.example',
    '/\u0000/evil',
    '/%09/evil.example',
    '/%00',
    '/%0d%0aset-cookie:x',
    '/settings /x',
    '/settings\u2028',
    '/\uff0fevil.example',
    '/grüße',
    `/${'a'.repeat(2_000)}`,
    '/api/auth/signout',
    '/API/auth/csrf',
    '/api',
    '/api?x',
    '/_next/image?url=x',
    '/login',
    '/Login',
    '/login?next=/login',
    '/login/',
    '/signup',
    '/forgot-password',
    '/reset-password?token=x',
    '/switch-account?next=/settings',
    '/welcome',
    '/support-session',
    '/healthz',
    '/settings/../login',
    '/%6cogin/../login',
  ])('refuses %j', (value) => {
    expect(toReturnPath(value)).toBeNull();
  });

  it('never leads to another origin', () => {
    const parts = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      '%2f',
      '%5C',
      '@',
      ':',
      'evil.example',
      '?',
      '#',
      '\t',
      'a',
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 10 }), (pieces) => {
        const path = toReturnPath(`/${pieces.join('')}`);
        if (path === null) return;
        expect(new URL(path, 'https://keydesk.example/login').origin).toBe('https://keydesk.example');
        expect(toReturnPath(path)).toBe(path);
      }),
      { numRuns: 5_000 },
    );
  });
});

describe('withReturnPath', () => {
  it.each([
    ['/settings/security', '/login?next=%2Fsettings%2Fsecurity'],
    ['/settings/audit-log?who=a&from=b', '/login?next=%2Fsettings%2Faudit-log%3Fwho%3Da%26from%3Db'],
    ['/settings/api-keys', '/login'],
    ['/support', '/login'],
    ['/', '/login'],
    ['//evil.example', '/login'],
    [undefined, '/login'],
  ])('of %s is %s', (path, page) => {
    expect(withReturnPath('/login', path)).toBe(page);
  });
});
