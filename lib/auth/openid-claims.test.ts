import { describe, expect, it } from 'vitest';
import { joinClaims, openIdClaims } from '@/lib/auth/openid-claims';

const PERSON = { iss: 'https://id.test', sub: 'grace' };
const EMAIL = 'grace@provider.test';

describe('openIdClaims', () => {
  it.each<[Record<string, unknown>, string | undefined, boolean]>([
    [{ email: EMAIL, email_verified: true }, EMAIL, true],
    [{ email: EMAIL, email_verified: 'true' }, EMAIL, true],
    [{ email: EMAIL, email_verified: 'false' }, EMAIL, false],
    [{ email: EMAIL, email_verified: null }, EMAIL, false],
    [{ email: EMAIL, email_verified: 1 }, EMAIL, false],
    [{ email: EMAIL }, EMAIL, false],
    [{ email: null, email_verified: null }, undefined, false],
    [{ email: '', email_verified: false }, undefined, false],
    [{ email: 7 }, undefined, false],
    [{}, undefined, false],
    [{ groups: ['staff'], amr: null, exp: '1' }, undefined, false],
  ])('reads %j', (claims, email, email_verified) => {
    expect(openIdClaims.parse({ ...PERSON, ...claims })).toEqual({ ...PERSON, email, email_verified });
  });

  it.each([{ iss: 'https://id.test' }, { sub: 'grace' }, { iss: null, sub: 7 }])('refuses %j', (claims) => {
    expect(openIdClaims.safeParse(claims).success).toBe(false);
  });
});

describe('joinClaims', () => {
  const said = (email?: string | null, email_verified?: unknown) =>
    openIdClaims.parse({ ...PERSON, email, email_verified });

  it.each([
    ['the address of the ID token', said(EMAIL, true), said(), EMAIL, true],
    ['the address of the user info', said(), said(EMAIL, true), EMAIL, true],
    ['one address, verified by the ID token', said(EMAIL, true), said(EMAIL), EMAIL, true],
    ['one address, verified by the user info', said(EMAIL), said(EMAIL, 'true'), EMAIL, true],
    ['a null with an address', said(EMAIL, true), said(null, null), EMAIL, true],
    [
      'another address, not verified',
      said(EMAIL, true),
      said('other@provider.test'),
      'other@provider.test',
      false,
    ],
    ['nothing', said(), said(), undefined, false],
  ])('accepts %s', (_, token, userInfo, email, email_verified) => {
    expect(joinClaims(token, userInfo)).toEqual({ ...PERSON, email, email_verified });
  });
});
